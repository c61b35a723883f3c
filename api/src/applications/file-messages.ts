/** Why a file is not taken, in words for the person who sent it. */
export const fileFaults = {
  none: 'Choose a file first',
  empty: 'This file is empty. Choose another',
  tooLarge: 'This file is larger than 10 MB. Save it smaller, for example as a PDF without pictures, and try again',
  incomplete: 'The file did not arrive whole. Try again',
  extension: 'This file is not a PDF, Word or OpenDocument file. Choose one whose name ends in .pdf, .doc, .docx or .odt',
  /** `claimed` "docx", `found` "a PDF file". */
  otherKind: (claimed: string, found: string) =>
    `This file is called .${claimed} but is ${found}. Save it as a PDF, DOC, DOCX or ODT file and try again`,
  unknownKind: (claimed: string) =>
    `This file is called .${claimed} but is something else, or damaged. Save it as a PDF, DOC, DOCX or ODT file and try again`,
  locked: 'This file is locked with a password. Save it without one and try again',
  macros: 'This file has macros, which are small programs. Save it without them, or as a PDF, and try again',
  damaged: 'This file is damaged and cannot be opened. Save it anew and try again',
  tooManyParts: 'This file has too many parts inside. Save it as a PDF and try again',
  unpacksTooLarge: 'This file becomes far larger when it is opened. Save it as a PDF and try again',
} as const;

/** What a file turns out to be, by the extension of its kind. */
export const kindWords: Readonly<Record<string, string>> = {
  pdf: 'a PDF file',
  doc: 'an old Word file (.doc)',
  docx: 'a Word file (.docx)',
  odt: 'an OpenDocument file (.odt)',
  docm: 'a Word file with macros',
  rtf: 'a rich text file (.rtf)',
  xlsx: 'a spreadsheet',
  pptx: 'slides',
  ods: 'a spreadsheet',
  odp: 'slides',
  jpg: 'a picture',
  png: 'a picture',
  gif: 'a picture',
  webp: 'a picture',
  heic: 'a picture',
  tif: 'a picture',
  zip: 'a ZIP archive',
  exe: 'a program',
  elf: 'a program',
  xml: 'an XML file',
};
