import { firstPicture } from '../../store/timing.ts';

/** What fetches a part of the page that stands below the pictures: they go first. */
export const afterPicture =
  <Part>(load: () => Promise<Part>): (() => Promise<Part>) =>
  async () => {
    await firstPicture;
    return load();
  };
