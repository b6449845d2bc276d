/**
 * Dates as people read them, from the EDTF of the index; what is not of a known form is shown as it is.
 * Knows: the forms of EDTF that the anthology uses. Must not know: speeches.
 */
import { sayWords } from "./strings.js";

/** @param {string} day */
function sayDay(day) {
  const found = /^(\d{3}[\dX])(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)$/.exec(day);
  if (!found) return day;
  const [, year, month, number, doubt] = found;
  const name = number ? "date.day" : month ? "date.month" : "date.year";
  const told = sayWords(name, year, String(Number(month)), String(Number(number)));
  const about = doubt === "~" || doubt === "%" ? sayWords("date.approximate", told) : told;
  return doubt === "?" || doubt === "%" ? sayWords("date.uncertain", about) : about;
}

/** A date of EDTF in the reader's words. @param {string} edtf */
export function sayDate(edtf) {
  const ends = edtf.split("/");
  return ends.length === 2 && ends.every(Boolean) ? sayWords("date.range", sayDay(ends[0]), sayDay(ends[1])) : sayDay(edtf);
}
