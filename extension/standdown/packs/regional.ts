/** Smaller and regional networks; each by its own hosts. */
import { toVerify } from './citing.ts';
import type { Pack } from './form.ts';
import { asBaseline } from './networks.ts';

const byHosts = (id: string, network: string, terms: string, ...hosts: readonly string[]): Pack => ({
  id,
  network,
  signals: { hosts },
  standDown: asBaseline,
  citations: [toVerify(`${network}: publisher terms`, 'software', terms)],
});

export const regionalNetworks: readonly Pack[] = [
  byHosts('avantlink', 'AvantLink', 'https://www.avantlink.com/', 'avantlink.com'),
  byHosts('clickbank', 'ClickBank', 'https://www.clickbank.com/', 'clickbank.net'),
  byHosts('belboon', 'belboon', 'https://www.belboon.com/', 'belboon.com', 'belboon.de'),
  byHosts('adcell', 'ADCELL', 'https://www.adcell.com/', 'adcell.com', 'adcell.de'),
  byHosts('digidip', 'Digidip', 'https://digidip.net/', 'digidip.net'),
  byHosts('magiclinks', 'MagicLinks', 'https://www.magiclinks.com/', 'magik.ly'),
  byHosts('mavely', 'Mavely', 'https://www.joinmavely.com/', 'mavely.app.link'),
  byHosts('shopstyle', 'ShopStyle Collective', 'https://www.shopstylecollective.com/', 'shopstyle.it', 'shopstyle.com'),
  byHosts('effiliation', 'Effiliation', 'https://www.effiliation.com/', 'effiliation.com'),
  byHosts('kelkoo', 'Kelkoo', 'https://www.kelkoogroup.com/', 'kelkoo.com'),
  byHosts('partnerads', 'Partner-ads', 'https://www.partner-ads.com/', 'partner-ads.com'),
  byHosts('rakutenjapan', 'Rakuten Affiliate (Japan)', 'https://affiliate.rakuten.co.jp/', 'hb.afl.rakuten.co.jp'),
  byHosts('aeight', 'A8.net', 'https://www.a8.net/', 'a8.net'),
  byHosts('valuecommerce', 'ValueCommerce', 'https://www.valuecommerce.ne.jp/', 'valuecommerce.com'),
  byHosts('moshimo', 'Moshimo', 'https://af.moshimo.com/', 'moshimo.com'),
  byHosts('accesstrade', 'ACCESSTRADE', 'https://accesstrade.global/', 'accesstrade.net'),
  byHosts('involve', 'Involve Asia', 'https://involve.asia/', 'invol.co'),
  byHosts('shopee', 'Shopee Affiliate', 'https://affiliate.shopee.sg/', 'shope.ee', 'shp.ee'),
  byHosts('linkprice', 'LinkPrice', 'https://www.linkprice.com/', 'linkprice.com'),
];
