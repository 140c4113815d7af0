/** BERT against GPT, each line with the way to its proof. */
import { t } from '#say';
import { LINES } from '../../lesson/table.ts';
import { Say } from './Say.tsx';
import { ToolLink } from './ToolLink.tsx';

export function SidesTable() {
  return (
    <div className="sides-scroll">
      <table className="sides">
        <thead>
          <tr>
            <td />
            <th scope="col" data-side="left" translate="no">
              <span className="accent">BERT</span>
            </th>
            <th scope="col" data-side="right" translate="no">
              <span className="accent">GPT</span>
            </th>
            <th scope="col">{t`see for yourself`}</th>
          </tr>
        </thead>
        <tbody>
          {LINES.map(({ of, bert, gpt, proof, link }) => (
            <tr key={link}>
              <th scope="row">
                <Say message={of} />
              </th>
              <td data-side="left" data-name="BERT">
                <Say message={bert} />
              </td>
              <td data-side="right" data-name="GPT">
                <Say message={gpt} />
              </td>
              <td>
                <ToolLink link={link}>
                  <Say message={proof} />
                </ToolLink>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
