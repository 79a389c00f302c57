"""Words that say nothing of a skill, in both languages of the product; a short own list."""

ENGLISH = """
a able about above actually add added adding adds after again against all also always am an and
any are aren as at be because been before being below between both but by can cannot could couldn
currently did didn do does doesn doing don done down due during each either else etc even ever
every few for from further get gets getting given go goes going got had has have having he her
here him his how however if in instead into is isn it its itself just keep let like ll made make
makes making many may maybe me might more most much must my need needed needs no nor not now of
off on once one only or other our out over own per please possible re really same see seem seems
she should shouldn since so some something still such sure take than that the their them then
there these they thing this those though through thus to too tried try trying under until up upon
us use used uses using ve very via want was wasn way we well were what when where whether which
while who why will with within without won would yet you your
"""

DUTCH = """
aan af al alle alleen als altijd andere behalve ben bij daar daarna dan dat de deze die dit doen
doet door dus een eens elke en er erg even gaan gaat geen geweest goed had hadden hebben heeft hem
het hier hij hoe hun ik in is ja je jij jouw kan kon kunnen maak maakt maar mag maken me meer men
met mijn misschien moet moeten na naar nadat net niet niets nog nu of om omdat onder ons onze ook
op opnieuw over per pas reeds sinds staan staat steeds te tegen terwijl toch toen tot tussen u uit
uw van vanaf veel via voor waar waarom wanneer want waren was wat we wel welke werd werden wie wij
wil willen wordt worden zal ze zeer zelf zich zij zijn zo zoals zonder zou zouden
"""

STOP_WORDS = frozenset((ENGLISH + DUTCH).split())
