/** The labelled sentences that Classify begins with: written for this page, none is from a corpus. */
export const STARTER_EXAMPLES = `food: The soup was hot and full of beans.
travel: The train to the north leaves at nine.
food: She cut the bread and spread it with butter.
travel: They sailed across the sea in an old ship.
food: We ate fish and rice for supper.
travel: He drove all night to reach the border.
food: Add a cup of sugar and two eggs.
travel: The road led over the hills to the coast.
food: The cook tasted the sauce and asked for salt.
travel: We missed our flight and slept in the station.
food: My mother baked a large apple cake.
travel: The bus was late, so she walked to town.
food: The cheese from this farm is very good.
travel: Their boat came down the river in the morning.
food: He drank a glass of cold milk.
travel: After a week on horseback they saw the city.
food: The children wanted more meat and potatoes.
travel: I bought a ticket and a map at the harbour.
food: There was nothing left to eat but an onion.
travel: The pilot flew us over the mountains.
food: Wash the grapes before you serve them.
travel: Two passengers got off at the last stop.
food: The tea was too sweet for her.
travel: He crossed the bridge with a heavy suitcase.
---
food: Dinner was roast chicken with peas.
travel: The ferry takes an hour to the island.
food: The baker sold his rolls while they were warm.
travel: She set out for the capital on foot.
food: Boil the carrots until they are soft.
travel: Our car broke down on the way to the lake.
food: He put honey and nuts on his porridge.
travel: The caravan moved slowly through the desert.
food: They shared a bowl of noodles.
travel: Many tourists arrive here by plane.
food: The jam is made of red berries.
travel: The captain steered west for three days.
food: This wine goes well with lamb.
travel: We took the wrong turn near the airport.
food: The hungry boy finished the whole pie.
travel: Their journey home lasted a month.
`;
