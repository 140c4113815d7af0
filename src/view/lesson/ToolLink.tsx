/** A way into the tool, without loading anything anew; from another page's frame, in a tab of its own. */
import type { ReactNode } from 'react';
import { linkTo } from '../../store/values.ts';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import { isPlainClick } from './LessonLink.tsx';

interface Props {
  readonly link: string;
  readonly children: ReactNode;
}

export function ToolLink({ link, children }: Props) {
  const { visit } = useActions();
  const [embed] = useParameter('embed');
  const href = `./${link}`;
  return (
    <a
      href={href}
      {...(embed && { target: '_blank', rel: 'noopener' })}
      onClick={(event) => {
        if (embed || !isPlainClick(event)) return;
        event.preventDefault();
        visit(href);
      }}
    >
      {children}
    </a>
  );
}

/** The same to what the figure around it shows now. */
export function OpenInTool({ children }: { readonly children: ReactNode }) {
  const link = useSelector((state) => linkTo(state.values));
  return <ToolLink link={link}>{children}</ToolLink>;
}
