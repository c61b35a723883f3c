const INLINE: ReadonlySet<string> = new Set(['strong', 'em', 'a']);
const LISTS: ReadonlySet<string> = new Set(['ul', 'ol']);
const PARAGRAPHS: ReadonlySet<string> = new Set(['p', 'h3', 'h4']);

const TOKENS = /<(\/?)([a-z0-9]+)[^>]*>|[^<]+/g;
const EMPTY = /<(p|h3|h4|ul|ol|li|strong|em|a)(?: [^>]*)?>\s*<\/\1>/g;

/** White space at the beginning and the end of a block. */
const INNER_SPACE = /(<(?:p|h3|h4|li)>)\s+/g;
const OUTER_SPACE = /\s+(<\/(?:p|h3|h4|li)>)/g;

/** Without what is empty, and without the space at the edges of blocks; what that leaves empty goes too. */
const tidy = (html: string): string => {
  const less = html.replace(EMPTY, '').replace(INNER_SPACE, '$1').replace(OUTER_SPACE, '$1');
  return less === html ? html : tidy(less);
};

/**
 * An advert as paragraphs, headings and lists, whatever it was laid out with: loose text becomes paragraphs; line breaks and boxes part them;
 * what is in a list stays in its entries. `html` has to be well-formed with <, > and & escaped in its texts, as sanitize-html writes it.
 */
export const advertBlocks = (html: string): string => {
  let out = '';
  /** Lists and entries that are open, outermost first. */
  const lists: string[] = [];
  /** The paragraph or heading that is open. */
  let paragraph: string | null = null;
  /** Marks around the text, which are closed and opened again where a paragraph ends inside of them. One inside of its like adds nothing. */
  const marks: { readonly tag: string; readonly opening: string; readonly isNested: boolean; isOpen: boolean }[] = [];

  const inEntry = (): boolean => lists.at(-1) === 'li';
  const closeMarks = () => {
    for (const mark of marks.toReversed()) {
      if (mark.isOpen) out += `</${mark.tag}>`;
      mark.isOpen = false;
    }
  };
  const closeParagraph = () => {
    closeMarks();
    if (paragraph !== null) out += `</${paragraph}>`;
    paragraph = null;
  };
  const openParagraph = (tag: string) => {
    closeParagraph();
    out += `<${tag}>`;
    paragraph = tag;
  };
  const write = (text: string) => {
    if (lists.length === 0 && paragraph === null) {
      if (text.trim() === '') return;
      openParagraph('p');
    }
    if (lists.length > 0 && !inEntry()) {
      if (text.trim() === '') return;
      lists.push('li');
      out += '<li>';
    }
    for (const mark of marks) {
      if (mark.isOpen || mark.isNested) continue;
      out += mark.opening;
      mark.isOpen = true;
    }
    out += text;
  };
  /** Ends a paragraph; inside an entry or a heading, where none can begin, a space parts the words. */
  const part = () => {
    if (inEntry() || (lists.length === 0 && paragraph !== null && paragraph !== 'p')) out += out.endsWith(' ') ? '' : ' ';
    else if (lists.length === 0) closeParagraph();
  };
  const closeList = (tag: string) => {
    if (!lists.includes(tag)) return;
    closeMarks();
    for (let open = lists.pop(); open !== undefined; open = lists.pop()) {
      out += `</${open}>`;
      if (open === tag) return;
    }
  };

  for (const [token, slash, tag] of html.matchAll(TOKENS)) {
    const isEnd = slash === '/';
    if (tag === undefined) write(token);
    else if (INLINE.has(tag)) {
      if (!isEnd) marks.push({ tag, opening: token, isNested: marks.some(mark => mark.tag === tag), isOpen: false });
      else if (marks.pop()?.isOpen) out += `</${tag}>`;
    } else if (LISTS.has(tag)) {
      if (isEnd) closeList(tag);
      else {
        if (lists.length === 0) closeParagraph();
        else if (!inEntry()) {
          lists.push('li');
          out += '<li>';
        }
        closeMarks();
        lists.push(tag);
        out += `<${tag}>`;
      }
    } else if (tag === 'li') {
      if (isEnd) closeList('li');
      else if (lists.length > 0) {
        if (inEntry()) closeList('li');
        closeMarks();
        lists.push('li');
        out += '<li>';
      } else part();
    } else if (PARAGRAPHS.has(tag) && lists.length === 0) {
      if (isEnd) closeParagraph();
      else openParagraph(tag);
    } else part();
  }
  closeParagraph();
  while (lists.length > 0) out += `</${lists.pop()}>`;
  return tidy(out);
};
