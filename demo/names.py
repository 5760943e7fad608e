"""Given and family names of many origins, as in a Danish school. Nobody here is real."""

GIRLS = (
    "Alberte Alma Amalie Amina Anna Astrid Aya Bella Caroline Clara Dagny Ella Ellen Emilie Esma Esther Fatima Filippa Freja Frida "
    "Gry Hannah Hawa Ida Ingrid Isabella Johanne Josefine Karla Kira Laura Leila Lily Liva Luna Lærke Maja Malou Marie Mathilde "
    "Maya Merle Mia Mille Nanna Naja Nora Olivia Rosa Safia Sara Selma Signe Sofia Sofie Solveig Thea Tilde Ulla Vera Viola Yara "
    "Zahra Zeynep Zofia Åse Oksana Sude Nour Maryam"
).split()
BOYS = (
    "Aksel Albert Alfred Ali Anton Arthur August Bilal Bjørn Carl Christian David Ebbe Elias Elliot Emil Erik Felix Filip Frederik "
    "Gustav Hamza Hans Harald Hassan Holger Ibrahim Ivan Jakub Jeppe Johan Jonathan Karim Karl Kasper Konrad Lauge Linus Loke "
    "Louie Lucas Ludvig Magnus Malik Malthe Marius Mikkel Mohammed Noah Noel Oliver Omar Oscar Otto Philip Rasmus Rayan Sebastian "
    "Sigurd Silas Storm Theo Theodor Thor Tobias Valdemar Victor Viktor Villum William Yusuf Åge Øjvind Đorđe"
).split()
FAMILIES = (
    "Abdi Ahmed Andersen Aziz Bach Bech Berg Bjerre Brandt Bruun Carlsen Christensen Dahl Dam Demir Eriksen Farah Frandsen Friis "
    "Gade Haddad Hald Hansen Hassan Hedegaard Holm Holst Hussein Iversen Jensen Jespersen Johansen Juhl Jørgensen Kaya Kirk Kjær "
    "Klausen Knudsen Koch Kowalski Kristensen Krogh Larsen Lassen Lauridsen Lind Lund Madsen Mikkelsen Mogensen Munk Møller Nguyen "
    "Nielsen Nissen Nowak Nørgaard Olsen Omar Overgaard Pedersen Petersen Poulsen Rahimi Rasmussen Ravn Saleh Schmidt Schou Simonsen "
    "Skov Sommer Steffensen Svendsen Sørensen Thomsen Thorsen Thygesen Toft Vestergaard Villadsen Vinther Winther Yildiz Østergaard "
    "Aagaard Shevchenko Bondarenko Öztürk Ibn-Said"
).split()
ADULTS_F = (
    "Anne Anette Bente Bettina Camilla Charlotte Dorthe Elif Eva Gitte Hanne Heidi Helle Inge Iben Jette Karen Katrine Kirsten "
    "Lene Lise Lotte Louise Maria Marianne Mette Mona Nadia Pernille Pia Rikke Samira Sanne Stine Susanne Tina Tove Trine Ulla Vibeke"
).split()
ADULTS_M = (
    "Anders Bent Bo Brian Carsten Claus Daniel Erik Flemming Frank Hans Henrik Ib Jan Jens Jesper Jørgen Kim Kurt Lars Leif Mads "
    "Martin Michael Mustafa Niels Ole Omid Per Peter Poul Rune Simon Søren Tariq Thomas Torben Ulrik Viggo Yasin"
).split()
