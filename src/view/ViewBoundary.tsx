/** Keeps the page standing when a view's code cannot be fetched or fails. */
import { Component, type ReactNode } from 'react';

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
    if (before.name !== this.props.name && this.state.failed !== null) {
      this.setState({ failed: null });
    }
  }

  override render() {
    const { failed } = this.state;
    if (failed === null) return this.props.children;
    return (
      <p className="nothing" role="alert">
        This view could not be opened: {failed}. Reload the page to try again; the comparison itself
        still works.
      </p>
    );
  }
}
