/**
 * The probe sentences: a fixed set that heads are measured on beside the reader's own text, so that
 * what a head does is told apart from what one sentence made it do. Written for this page; short and
 * long, with and without repetition. Changing one changes `public/probes/metrics.json` and
 * `means.json`, which `npm run presets` makes anew.
 */
export const PROBE_SENTENCES: readonly string[] = [
  // Plain statements, from short to long.
  'Rain fell.',
  'The old clock on the wall has stopped.',
  'Maria opened the window, and a cold wind blew the papers off her desk.',
  'When the harvest was over, the farmers who had worked all summer sat under the trees, shared what was left of the bread, and talked until it grew dark.',
  // Agreement and reference across a distance.
  'The keys to the cabinet are lying beside the lamp.',
  'The teacher that the children liked was leaving, and they were sad because she had been kind.',
  'Neither the captain nor his men knew that the ship they had boarded was sinking.',
  // Names and places.
  'In the spring of that year Anna Keller moved from Vienna to a small town near Lake Constance.',
  'Mr. Hughes wrote to Dr. Patel about the letter from London.',
  // Questions, commands, exclamations.
  'Where did you put the book that I gave you?',
  'Stop! Do not touch that wire.',
  'Could it be that nobody has told him yet?',
  // Quoted speech.
  '"Come in," said the woman at the door, "and sit down by the fire."',
  'He looked up and asked, "Is there any tea left?" but no one answered.',
  // Lists and numbers.
  'She bought apples, pears, plums, a loaf of bread, and two bottles of milk.',
  'The bridge is 240 metres long, 12 metres wide, and was built in 1887.',
  'First wash the rice; then boil it for ten minutes; then let it rest.',
  // Brackets, dashes, a colon.
  'Three things were missing (a rope, a map and a lantern): nobody had packed them.',
  'The answer - if there is one - lies somewhere between the two.',
  // Repetition: the same words come back, and after them the same words again.
  'The green door led to the garden, and the green door led to the street.',
  'A bird in the tall tree sang, and then a bird in the tall tree sang again.',
  'Row after row of white stones, row after row of white stones, as far as we could see.',
  'John gave the map to Peter, and Peter gave the map to John.',
  'One fish swims left, one fish swims right, one fish swims left, one fish does not swim.',
];
