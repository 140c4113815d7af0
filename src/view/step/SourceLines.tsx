/** Where the number in question comes from, in lines that add up. */
import type { Source } from '../../sentences/stepSource.ts';
import { PhraseText } from '../kit/PhraseText.tsx';

export function SourceLines({ source }: { source: Source }) {
  return (
    <>
      <h3>
        <PhraseText phrase={source.title} />
      </h3>
      <table className="source-lines">
        <tbody>
          {source.lines.map((line, index) => (
            <tr
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
              key={index}
              className={index === source.lines.length - 1 ? 'source-total' : undefined}
            >
              <th scope="row" className="source-label">
                <PhraseText phrase={line.label} />
              </th>
              <td className="source-working">{line.working}</td>
              <td className="source-value">
                <span className="source-equals">= </span>
                {line.value}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {source.note ? <p className="aside">{source.note}</p> : null}
    </>
  );
}
