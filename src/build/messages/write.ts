/**
 * `npm run messages`: writes what the source says into the catalogues beside it, with empty translations where
 * it is new, and without what nobody says any more; then tells what is left to translate or wrong.
 */
import { existsSync, rmSync } from 'node:fs';
import { languages, SOURCE } from '../../language/languages.ts';
import { catalogues, read } from './catalogues.ts';
import { complaintsAbout } from './complaints.ts';

const translated = languages.filter((each) => each !== SOURCE);

for (const catalogue of await catalogues()) {
  const found = await catalogue.collect();
  if (!found) throw new Error('A file could not be read: see above.');
  if (Object.keys(found).length > 0) {
    await catalogue.make({
      clean: true,
      overwrite: false,
      locale: [...translated],
      orderBy: 'message',
    });
    continue;
  }
  for (const language of translated) {
    const file = catalogue.getFilename(language);
    if (existsSync(file)) rmSync(file);
  }
}

for (const language of translated) {
  const known = await read(language);
  const missing = known.filter(({ translation }) => translation === '');
  console.log(
    `${language}: ${known.length} messages, ${missing.length} of them not translated yet.`,
  );
  const byFile = new Map<string, number>();
  for (const { file } of missing) byFile.set(file, (byFile.get(file) ?? 0) + 1);
  for (const [file, count] of byFile) console.log(`  ${file}: ${count}`);
  const complaints = await complaintsAbout(language, false);
  for (const complaint of complaints) console.log(`  ${complaint}`);
  if (complaints.length > 0) process.exitCode = 1;
}
