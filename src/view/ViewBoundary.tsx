/** Keeps the page standing when a view's code cannot be fetched or fails. */
import { Component, type ReactNode } from 'react';
import { forgetFailures } from './lazily.tsx';

interface Props {
  /** What is inside; another value gives the view another try. */
  readonly name: string;
  readonly children: ReactNode;
}

export class ViewBoundary extends Component<Props, { failed: string | null }> {
  override readonly state = { failed: null };

  static getDerivedStateFromError(error: unknown) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }

  override componentDidUpdate(before: Props) {
    if (before.name !== this.props.name && this.state.failed !== null) this.tryAgain();
  }

  readonly tryAgain = () => {
    forgetFailures();
    this.setState({ failed: null });
  };

  override render() {
    const { failed } = this.state;
    if (failed === null) return this.props.children;
    return (
      <div className="nothing" role="alert">
        <p>
          This view could not be opened: {failed}. Check your connection, then press Retry. If that
          does not help, this page may have been published anew meanwhile: reload it. The comparison
          itself still works.
        </p>
        <button type="button" className="button" onClick={this.tryAgain}>
          Retry
        </button>
      </div>
    );
  }
}
