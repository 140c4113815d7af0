/** Keeps the page standing when a part of it fails: the others go on, and this one can be shown again. */
import { Component, type ReactNode } from 'react';
import { Failure } from './Failure.tsx';
import { forgetFailures, NotFetched } from './lazily.tsx';

interface Props {
  /** What is inside: with another value, another part. */
  readonly name: string;
  /** What it is about. A part that failed over something else is given another try, too. */
  readonly over?: unknown;
  /** Whether this is all of the page. */
  readonly isWhole?: boolean;
  linkToText(): string;
  readonly children: ReactNode;
}

interface State {
  readonly failed: { readonly error: unknown } | null;
}

export class Boundary extends Component<Props, State> {
  override readonly state: State = { failed: null };

  static getDerivedStateFromError(error: unknown): State {
    return { failed: { error } };
  }

  override componentDidUpdate(before: Props) {
    const { failed } = this.state;
    if (!failed) return;
    const { name, over } = this.props;
    // What did not come is fetched anew when that is asked for, not with every key.
    const isOver = before.over !== over && !(failed.error instanceof NotFetched);
    if (before.name !== name || isOver) this.setState({ failed: null });
  }

  readonly tryAgain = () => {
    forgetFailures();
    this.setState({ failed: null });
  };

  override render() {
    const { failed } = this.state;
    if (!failed) return <>{this.props.children}</>;
    return (
      <Failure
        error={failed.error}
        isWhole={this.props.isWhole ?? false}
        link={this.props.linkToText()}
        onAgain={this.tryAgain}
      />
    );
  }
}
