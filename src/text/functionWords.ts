/** The closed class of English: words that hold a sentence together and say little of their own. */

export const CLOSED_CLASS = new Set(
  `a all am an and any are as at be but by can did do few for had has he him his how i if in is it its me
  may my no nor not of off on one or our out own per shall she so the to too up us was we who why yes yet
  you about above across after again against along also although always among around because been before
  being below between beyond both could does doing done down during each either enough even ever every
  from have having here hers herself himself into itself just least less many might more most much must
  myself neither never none nothing only other others otherwise ought over quite rather same
  should since some something still such than that their theirs them themselves then there therefore
  these they this those though through thus together toward towards under unless until upon very were
  what whatever when whenever where whereas wherever whether which while whom whose will with within
  without would your yours yourself`.split(/\s+/),
);
