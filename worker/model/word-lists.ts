/**
 * Words that tell little about which product is meant, written for this model; in the spelling of text.ts (no accents).
 * Function words of the languages of the readers, words of everyday texts, words for a variant of a product, and words for what goes with a product.
 */
export const commonWords = `
  the a an and or but of in on at by for from with without to into onto over under up down out off as is it its this that these those be
  are was were been being am do doe did done have has had having not no nor so if then than too very can could will would shall should may
  might must you your yours he she they them their his her hers him we our us i my mine me one all any some each every both few more most
  other such own same only just also here there where when who whom whose what which why how about after before between during again once
  because until while against through am dont doesnt didnt cant wont isnt arent wasnt im ive youre thats theyre well now new get got like
  der die das den dem des ein eine einen einem einer eines und oder aber mit ohne von vom zu zum zur im am an auf aus bei beim bi durch fur
  gegen nach uber unter vor wie als ist sind war waren wird werden wurde hat haben habe hatte kann konnen sich nicht kein keine auch noch
  nur schon so wenn dann dass da hier man mehr sehr es er sie wir ihr ihre ich mir mich dir dich uns euch mein dein sein seine was wer wo
  le la les un une de du et ou mais avec san pour par sur dan en au aux ce cet cette ces est sont etait il elle on nou vou je tu ne pa plu que
  qui dont si son sa ses leur leurs mon ton votre notre tout tous toute tre
  el los las una uno unos unas y o pero con sin por para en al del lo se su sus mi tu te me que como mas muy es son era fue ser esta este
  esto estos ese esa no ni ya si tambien
  il lo gli i un uno una e ed o ma con senza per da di del della dei degli delle al alla ai agli alle nel nella sul sulla che chi non piu
  si sono sei ci vi ne come questo questa
  os um uma uns umas com sem da do dos no na nos nas ao aos pelo pela e ou mas mais seu sua seus suas muito ja
  de het een en of met zonder voor van op in aan uit bij naar niet ook zijn is was
  i w z na do od za po przez oraz lub jest sa nie si to ten ta te dla a ale jak
  v ve s se za po pre pri od do na je su to ten ta aj ale ako ktory
  var ar un no uz par pie vai ka tas
  и в во на с со к по из за от для о об не ни но а или у же бы это этот эта эти что как так вы мы он она они его ее их был была было
  في من على إلى عن مع هذا هذه التي الذي أو و ال لا ما
`;

export const everydayWords = `
  time day week month year today tomorrow yesterday morning night evening home house room world people person man woman men women boy girl
  kid child children baby family friend life love work job play game thing way part place point case hand head face eye body heart mind back
  front side top bottom left right end start begin first second third last next good great best better nice perfect amazing beautiful pretty
  big small large little long short high low old young easy hard fast quick slow light heavy hot cold warm cool fresh clean safe full half
  real true free sale deal price cost buy shop store online order offer save money gift present review test guide tip idea how list top
  video watch read see look show find make made take use used using give go come know think want need try keep let put set add turn open
  close run walk ride drive sit stand live eat drink cook sleep wear feel say tell ask call write learn teach help thank please welcome
  news article post blog story photo picture image page site web link email click here share follow like subscribe comment
  hundred thousand million billion dollar euro percent government president police school state country national law
  water air fire earth sugar salt lemon sun moon star sky sea beach mountain forest garden park city street road car food milk bread
  quality product item brand model version edition original classic premium pro plus max mini lite ultra super basic standard special
  official authentic genuine series collection style fashion design designer look trend season spring summer autumn fall winter holiday
  christmas party wedding birthday outdoor indoor travel sport fitness health beauty care natural organic pure soft comfort comfortable
  daily everyday simple modern vintage luxury digital smart electric electronic automatic portable wireless professional universal
  multi double single total global king queen royal black friday
  neu neue neuen neuer gut gute guten besser beste besten gross klein lang kurz heute jahr jahre tag woche monat zeit leben haus kind kinder
  frau mann damen herren baby familie welt test kaufen preis angebot bestellen gratis kostenlos einfach schnell schon schone schoner
  nuevo nueva mejor bueno buena grande pequeno dia ano mujer hombre nina nino casa vida comprar precio oferta gratis
  nouveau nouvelle meilleur bon bonne grand grande petit petite jour an femme homme enfant maison vie acheter prix
  nuovo nuova migliore buono grande piccolo giorno anno donna uomo casa vita prezzo
  novo nova melhor bom boa grande pequeno homem mulher casa vida preco
  nowy nowa dobry duzy maly dom zycie cena
  новый новая купить цена доставка
`;

export const variantWords = `
  black white grey gray silver gold golden rose red pink orange yellow green blue navy teal turquoise purple violet lilac lavender brown beige
  tan cream ivory nude khaki olive burgundy maroon coral mint charcoal graphite chalk cognac neutral multicolor multicolour multi clear
  transparent dark bright pastel metallic matte matt glossy shiny space midnight starlight
  schwarz weiss grau silber rot rosa gelb grun blau lila braun beige bunt dunkel hell
  noir blanc gris argent rouge rose jaune vert bleu marron
  negro blanco gris plata rojo rosa amarillo verde azul marron
  nero bianco grigio argento rosso giallo verde blu marrone
  preto branco cinza prata vermelho amarelo verde azul castanho
  czarny bialy szary czerwony zielony niebieski cierna biela cerny bily
  черный белый серый красный синий зеленый
  s m l x xxs xs xl xxl xxxl xxxxl small medium large size grosse taille talla taglia one pack pair piece set stuck stk pcs count ct dose box
  cm mm ml cl kg mg oz lb inch zoll ft gb tb mb mah watt volt hz liter litre litro gramm gram ounce
  cotton wool silk linen leather suede denim polyester nylon velvet lace mesh knit fleece wood wooden metal steel stainless aluminium aluminum
  plastic glass ceramic bamboo rubber silicone paper stone marble brass copper
  baumwolle wolle leder seide holz metall stahl edelstahl glas kunststoff
  adult junior youth kid men women man woman mens womens unisex herren damen kinder homme femme hombre mujer uomo donna homem
`;

export const accessoryWords = `
  case cover sleeve pouch holster skin shell bumper protector protection film strap band bracelet charger charging cable cord adapter adaptor
  dongle hub dock docking stand mount holder bracket tripod grip battery batteries replacement spare refill cartridge toner filter bag
  backpack remote controller keyboard stylus pen lens cap lid screen tempered sticker decal kit tool part accessory accessories compatible
  hulle schutzhulle tasche schutzfolie folie panzerglas ladegerat ladekabel kabel netzteil akku halter halterung ersatz ersatzteil zubehor
  armband fernbedienung passend
  coque housse etui protection chargeur cable batterie support bracelet compatible
  funda carcasa protector cargador cable bateria soporte correa compatible repuesto
  custodia cover pellicola caricatore cavo batteria supporto cinturino compatibile ricambio
  capa pelicula carregador cabo bateria suporte pulseira
  etui futeral folia ladowarka kabel bateria uchwyt pasek puzdro obal kryt
  чехол пленка стекло кабель зарядка аккумулятор ремешок
`;
