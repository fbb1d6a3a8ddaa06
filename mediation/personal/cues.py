"""What announces a name, in the languages people write in: « je m'appelle », « ma mère », « Mme"
" »."""

import re

# The words that follow are a name, whatever their letters.
CALLED = re.compile(
    r"(?:\bj ?e? ?m'? ?ap+el+e?s?\b|\b(?:je )?me (?:pre)?nom+e\b|\bon m'? ?ap+el+e\b|"
    r"\bs'? ?ap+el+(?:e|es|ent|ai[st]?)?\b|\b(?:pre)?noms?\b(?: (?:de famille|de jeune fille|"
    r"de naissance|"
    r"d'usage|d'epouse|marital))?\s*(?:et prenoms?\s*)?(?:c'est|c\b|est\b|sont\b|:|=)+"
    r"\s*(?=[^\W\d])|"
    r"\bau noms? d[eu']|\b(?:de|pre|sur)nom+ee?s?\b|\bmy name is\b|\bname is\b|\bname\s*:|"
    r"\bcalled\b|"
    r"\bme llamo\b|\bmi nombre es\b|\bse llama\b|\bllamad[oa]\b|\bme chamo\b|\bchamo-me\b|"
    r"\bchama-se\b|"
    r"\bmeu nome e\b|\bnome\s*:|\bmio nome e\b|\bmi chiamo\b|\bsi chiama\b|\bich hei(?:ss|ß)e\b|"
    r"\bmein name ist\b|\bma numesc\b|\bnumele meu(?: este| e)?\b|\b(?:benim )?adim\b|\bismim\b|"
    r"\bnazywam sie\b|\bmam na imie\b|\bzovem se\b|\bzvati\b|\bquhem\b|\bsmi\s|мене звати|"
    r"меня зовут|"
    r"(?:мое|моє|моё) (?:имя|ім'я|имʼя)|\bмене звуть|اسمي|إسمي|اسمى|أسمي|سمي )\s*:?\s*")
PLACE_IS_CALLED = re.compile(r"\b(?:village|ville|commune|hameau|rue|ecole|asso\w*|entreprise|"
                             r"boite|societe|"
                             r"magasin|site|appli\w*|aide|prime|dispositif|document|"
                             r"formulaire)(?: \w+){0,2} ?$")
NAMED = re.compile(r"\b(?:pre)?noms?\b(?: (?:de famille|de jeune fille|de naissance))?\s*,?\s*"
                   r"(?=[^\W\d])")
TITLE = re.compile(
    r"\b(?:m\.|mr\.?|mme\.?s?|mlle\.?|monsieur|madame|mademoiselle|messieurs|mesdames|dr\.?|"
    r"docteure?|"
    r"maitre|prof(?:esseure?)?\.?|mrs\.?|ms\.?|miss|mister|senora?|sra\.?|sr\.|signora?|herr|frau|"
    r"pan[ie]?|don|dona)\s+(?=[^\W\d])")
MYSELF = re.compile(
    r"(?:\bje suis\b|\bj'?suis\b|\bchui\b|\bmoi(?: c'est| c\b| cest\b|,)?|\bc'est\b|\bcest\b|"
    r"\bc\b|\bi am\b|"
    r"\bi'm\b|\bim\b|\bthis is\b|\bsoy\b|\bsou\b|\beu sou\b|\bich bin\b|\bsono\b|\bici\b|\bsunt\b|"
    r"\bben\b)"
    r"\s*:?\s*(?=[^\W\d])")
_OWN = (r"(?:mon|ma|mes|notre|nos|votre|vos|son|sa|ses|leurs?|la|le|les|un|une|l'|ton|ta|my|his|"
        r"her|our|their|"
        r"mi|mis|meu|minha|a minha|o meu|mio|mia|su|mein|meine|benim)")
_RELATION = (
    r"(?:meres?|peres?|maman|papa|parents?|fils|fil+es?|fille|garcons?|enfants?|gamine?s?|gosses?|"
    r"bebe|"
    r"jum(?:eau|elle|eaux|elles)|freres?|frangine?s?|frangin|soeurs?|sœurs?|mari|maris|femme|"
    r"epou(?:x|se)|"
    r"conjointe?|compagn(?:on|e)|concubine?|partenaire|ex|copine?|copain|fiancee?|cherie?|amie?s?|"
    r"pote|"
    r"voisine?s?|coloc(?:ataire)?s?|locataires?|bailleur|bailleresse|proprio|proprietaires?|"
    r"patronn?e?|"
    r"chef|cheffe|employeur|employee?|salariee?|collegue|oncle|tante|tonton|tata|cousine?s?|"
    r"neveux?|niece|"
    r"mamie|papi|papy|mamy|grand-?\s?(?:mere|pere)|petite?s?-?\s?(?:fille|fils)|beau-?\s?(?:pere|"
    r"frere|fils|"
    r"parent)|belle-?\s?(?:mere|soeur|sœur|fille)|demi-?\s?(?:frere|soeur|sœur)|tut(?:eur|rice)|"
    r"curat(?:eur|rice)|mandataire|pupille|defunte?|conseillere?|assistante? sociale?|assistante?|"
    r"as|"
    r"avocate?|medecin|docteur|psy|infirmiere?|nounou|assistante maternelle|instit|maitresse|prof|"
    r"directrice|directeur|gardienn?e?|concierge|temoin|agent|agente|educ(?:ateur|atrice)?|"
    r"mother|father|mum|mom|dad|son|daughter|sister|brother|wife|husband|friend|landlord|boss|"
    r"neighbour|"
    r"neighbor|madre|padre|hijo|hija|hermano|hermana|marido|esposa|esposo|mujer|mae|pai|filho|"
    r"filha|"
    r"irmao|irma|mulher|moglie|marito|figlio|figlia|sorella|fratello|mutter|vater|sohn|tochter|"
    r"mann|"
    r"frau|kizim|oglum|esim|annem|babam|sotia|sotul|mama|fiica|fiul)")
RELATION = re.compile(
    rf"\b(?:{_OWN}\s*)?(?:(?:p(?:e?ti|'ti)t(?:e|s|es)?|grande?s?|jeune|future?|propre|cher|chere|"
    rf"autre|"
    rf"premiere?|deuxieme|aine|ainee|cadette?|derniere?)\s+)*(?:{_RELATION}|p(?:e?ti|'ti)te?|"
    rf"petiote?|"
    rf"grande?|aine[e]?|cadette?)(?:\s+(?:la|aine[e]?|cadette?|unique|et moi))?"
    r"\s*(?:,|:|\(|qui s'appelle|c'est|nommee?)?\s*(?=[^\W\d])")
CLOSING = re.compile(
    r"(?:\bcordialement|\bcordialment|\bcdl?t\b|\bsalutations?(?: (?:distinguees?|"
    r"les meilleures))?|"
    r"\bbien a vous|\brespectueuse?ment|\bmes respects|\bsentiments (?:distingues|les meilleurs|"
    r"devoues)|"
    r"\bmerci (?:d'avance|beaucoup|bien|par avance|de votre aide|de votre reponse|a vous)|\bmerci|"
    r"\bbonne (?:journee|soiree|reception|fin de journee)|\bdans l'attente[^.\n]*|\bsigne[e]?\b|"
    r"\bregards|"
    r"\bthank(?:s| you)|\bsaludos|\bobrigad[oa]|\bgracias|\ba bientot|\bsinceres? salutations|"
    r"\bveuillez[^.\n]*)\s*[.,;:!\-\s]*(?=[^\W\d])")
HAN = re.compile(r"(?:我叫|我是|名字是|名字叫|我的名字是)\s*(?P<name>[\u4e00-\u9fff]{2,4})")
# A capital after these words is a place or a shop, not a person.
PLACE_BEFORE = re.compile(
    r"\b(?:rue|avenue|av|boulevard|bd|place|quai|allees?|impasse|chemin|route|cours|square|"
    r"passage|pont|"
    r"faubourg|lycee|college|ecole|maternelle|primaire|fac|faculte|universite|campus|institut|cfa|"
    r"mediatheque|bibliotheque|ludotheque|espace|centre(?: social| commercial| culturel|"
    r" hospitalier)?|hopital|"
    r"clinique|chu|ehpad|maison|residence|foyer|fondation|fonds|association|asso|assoc|lois?|"
    r"dispositif|"
    r"garantie|prime|amendement|decret|plan|reforme|bareme|station|metro|arret|gare|aeroport|salle|"
    r"tour|parc|quartier|cite|stade|gymnase|piscine|theatre|cinema|creche|caserne|immeuble|agence|"
    r"cabinet|"
    r"entreprise|societe|boite|magasin|supermarche|banque|mutuelle|assurances?|garage|restaurant|"
    r"cafe|bar|"
    r"hotel|camping|boulangerie|pharmacie|epicerie|cantine|internat|groupe|laboratoire|chez|marque|"
    r"carte|compte|livret|pass|cheque|ville|village|commune|mairie|departement|region|pays|"
    r"prefecture|"
    r"canton|street|road|school|hospital|saint|sainte|st|ste|notre|ligne|bus|tram|prix|syndic|"
    r"esplanade|parvis|port|rond-point|resto|opera|musee|zac|zone|residences)"
    r"(?:[ '\-]+(?:de|du|des|d|la|le|les|l|a|docteur|general|marechal|president|abbe|professeur|"
    r"colonel|saint|sainte|st|ste|hlm|publique?|prive|"
    r"privee))*[ '\-]+$")
PLACE_PREPOSITION = re.compile(r"(?:\b(?:a|au|aux|en|vers|depuis|near|em|de|d|sur|in|from|sous|"
                               r"dans))[ ']$")
EVIDENCE_AFTER = re.compile(r"[\s,;:()\-]*(?:\x01|\bne[e]?\b|\btel\b|\bmail\b|\bport\b|"
                            r"\d{1,2} ans\b|"
                            r"\bal?loc\w*|\bnumero\b|\bn°)")
BIRTH_NAME = re.compile(r"\b[Nn][ée]{1,2}e?\s+(?=[A-ZÀ-Ý])|\b(?:[ée]pouse|veuve|"
                        r"divorcée)\s+(?=[A-ZÀ-Ý])")
SPELLED = re.compile(r"(?<![\w'])(?:[a-z][ .\-]{1,2}){4,}[a-z](?![\w'])")
HAVING = re.compile(r"\b(?:j'ai|on a|pour|avec|et|que|de|par|chez|manque|contre|d'|a|,|prevenir|"
                    r"appeler|"
                    r"demander|y|and|with|pela|por|para|con)\s*$")
