/** Letters as a reader or a model has them, such as a token: in their own direction, and never translated. */
import type { ComponentProps } from 'react';

export function Verbatim(props: ComponentProps<'bdi'>) {
  return <bdi translate="no" {...props} />;
}
