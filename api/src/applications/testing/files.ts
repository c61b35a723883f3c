import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

const PDF =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n';

/** A small PDF, with a text as a comment in it. */
export const pdf = (text = ''): Buffer => Buffer.from(`${PDF}%${text}\n`);

/** A ZIP archive of these parts. */
export const zip = (parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> => {
  const file = new ZipFile();
  for (const [name, content] of Object.entries(parts)) file.addBuffer(Buffer.from(content), name, { compress: name !== 'mimetype' });
  file.end();
  return buffer(file.outputStream);
};

export const docx = (more: Readonly<Record<string, string | Buffer>> = {}): Promise<Buffer> =>
  zip({ '[Content_Types].xml': '<Types/>', '_rels/.rels': '<Relationships/>', 'word/document.xml': '<w:document/>', ...more });

export const odt = (manifest = '<manifest:manifest/>'): Promise<Buffer> =>
  zip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': '<office:document-content/>',
    'META-INF/manifest.xml': manifest,
  });

const CFB = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** What a compound file begins with, and the name of one stream in its directory. */
export const compound = (stream: string): Buffer =>
  Buffer.concat([CFB, Buffer.alloc(1024), Buffer.from(stream, 'utf16le'), Buffer.alloc(512)]);
