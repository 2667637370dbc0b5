import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import type { PageProduct } from '#shared/page.ts';
import { parsePage } from './parse.ts';

/** What shops really emit, shape by shape, in pages of our own. */
interface Shop {
  shop: string;
  url?: string;
  lang?: string;
  head?: string;
  body?: string;
  sees: Omit<PageProduct, 'price'> & { price?: string };
}

const json = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const raw = (text: string) => `<script type="application/ld+json">${text}</script>`;
const title = '<title>Swan Kettle 1.7 l | Hearth</title>';
const heading = '<h1>Swan Kettle 1.7 l</h1>';
const cart = '<button class="add-to-cart">Add to cart</button>';
const swan = { '@type': 'Product', name: 'Swan Kettle 1.7 l' };
const offer = { '@type': 'Offer', price: '64.50', priceCurrency: 'EUR' };
const full = { name: 'Swan Kettle 1.7 l', brand: 'Fernholm', price: '64.50 EUR' };

const shops: Shop[] = [
  {
    shop: 'product group with variants, the address naming one',
    url: 'https://hearth.example/products/swan?variant=22',
    head: json({
      '@context': 'http://schema.org/',
      '@type': 'ProductGroup',
      name: 'Swan Kettle 1.7 l',
      brand: { '@type': 'Brand', name: 'Fernholm' },
      productGroupID: '900',
      hasVariant: [
        {
          '@type': 'Product',
          name: 'Swan Kettle 1.7 l - black',
          sku: 'SW-B',
          offers: { price: '59.00', priceCurrency: 'EUR', url: 'https://hearth.example/products/swan?variant=11' },
        },
        {
          '@type': 'Product',
          name: 'Swan Kettle 1.7 l - white',
          sku: 'SW-W',
          gtin: '4006381333931',
          offers: { price: '64.50', priceCurrency: 'EUR', url: 'https://hearth.example/products/swan?variant=22' },
        },
      ],
    }),
    body: heading,
    sees: { ...full, sku: 'SW-W', gtin: '4006381333931' },
  },
  {
    shop: 'product group whose variants are references',
    head: json({
      '@graph': [
        { '@type': 'ProductGroup', '@id': '#g', name: 'Swan Kettle 1.7 l', brand: { '@id': '#b' }, hasVariant: [{ '@id': '#v1' }] },
        {
          '@type': 'Product',
          '@id': '#v1',
          name: 'Swan Kettle 1.7 l black',
          sku: 'SW-B',
          isVariantOf: { '@id': '#g' },
          offers: { '@id': '#o' },
        },
        { '@type': 'Offer', '@id': '#o', price: 64.5, priceCurrency: 'EUR' },
        { '@type': 'Brand', '@id': '#b', name: 'Fernholm' },
      ],
    }),
    body: heading,
    sees: { ...full, sku: 'SW-B' },
  },
  {
    shop: 'a product that names its group',
    head: json({ ...swan, isVariantOf: { '@type': 'ProductGroup', name: 'Swan Kettle', brand: 'Fernholm' }, sku: 'SW-B', offers: offer }),
    body: heading,
    sees: { ...full, sku: 'SW-B' },
  },
  {
    shop: 'aggregate offer with a low price',
    head: json({
      ...swan,
      brand: 'Fernholm',
      offers: { '@type': 'AggregateOffer', lowPrice: '64.50', highPrice: '99.00', priceCurrency: 'EUR', offerCount: 5 },
    }),
    body: heading,
    sees: full,
  },
  {
    shop: 'aggregate offer that keeps its currency in its offers',
    head: json({ ...swan, brand: 'Fernholm', offers: { '@type': 'AggregateOffer', lowPrice: '64.50', offers: [offer] } }),
    body: heading,
    sees: full,
  },
  {
    shop: 'price specification of a list price and a sale price',
    head: json({
      ...swan,
      brand: ['Fernholm'],
      offers: [
        {
          '@type': 'Offer',
          priceSpecification: [
            { '@type': 'UnitPriceSpecification', priceType: 'https://schema.org/ListPrice', price: '80.00', priceCurrency: 'EUR' },
            { '@type': 'UnitPriceSpecification', price: '64.50', priceCurrency: 'EUR' },
          ],
        },
      ],
    }),
    body: heading,
    sees: full,
  },
  {
    shop: 'price specification of a piece and a unit',
    head: json({
      ...swan,
      brand: 'Fernholm',
      offers: {
        '@type': 'Offer',
        priceSpecification: [
          { '@type': 'UnitPriceSpecification', price: '3.79', priceCurrency: 'EUR', referenceQuantity: { value: 100, unitCode: 'MLT' } },
          { '@type': 'PriceSpecification', price: '64.50', priceCurrency: 'EUR' },
        ],
      },
    }),
    body: heading,
    sees: full,
  },
  {
    shop: 'offers as a map instead of a list',
    head: json({ ...swan, brand: 'Fernholm', offers: { '0': offer, '1': { ...offer, price: '70' } } }),
    body: heading,
    sees: full,
  },
  {
    shop: 'types in full, values with their language, numbers as numbers',
    head: json({
      '@context': { schema: 'https://schema.org/' },
      '@type': ['https://schema.org/Product', 'schema:IndividualProduct'],
      name: { '@language': 'en', '@value': 'Swan Kettle 1.7 l' },
      brand: { '@type': 'http://schema.org/Thing', name: [{ '@value': 'Fernholm' }] },
      sku: 4711,
      gtin13: 4006381333931,
      mpn: ['FK-17'],
      offers: { '@type': 'http://schema.org/Offer', price: 64.5, priceCurrency: 'eur' },
    }),
    body: heading,
    sees: { ...full, sku: '4711', gtin: '4006381333931', mpn: 'FK-17' },
  },
  {
    shop: 'keys with the vocabulary in front',
    head: json({
      '@context': { schema: 'https://schema.org/' },
      '@type': 'schema:Product',
      'schema:name': 'Swan Kettle 1.7 l',
      'schema:brand': { '@type': 'schema:Brand', 'schema:name': 'Fernholm' },
      'schema:sku': 'FK-17',
      'schema:offers': { '@type': 'schema:Offer', 'schema:price': '64.50', 'schema:priceCurrency': 'EUR' },
    }),
    body: heading,
    sees: { ...full, sku: 'FK-17' },
  },
  {
    shop: 'product as the main entity of its page, in a list in a graph',
    head: json([{ '@graph': [[{ '@type': 'ItemPage', mainEntity: { ...swan, brand: 'Fernholm', offers: offer } }]] }]),
    body: heading,
    sees: full,
  },
  {
    shop: 'offer around the product',
    head: json({ '@type': 'Offer', price: '64.50', priceCurrency: 'EUR', itemOffered: { ...swan, brand: 'Fernholm' } }),
    body: heading,
    sees: full,
  },
  {
    shop: 'identifiers as property values',
    head: json({
      ...swan,
      brand: 'Fernholm',
      offers: offer,
      identifier: [
        { '@type': 'PropertyValue', propertyID: 'GTIN13', value: '4006381333931' },
        { '@type': 'PropertyValue', propertyID: 'mpn', value: 'FK-17' },
        { '@type': 'PropertyValue', name: 'SKU', value: '4711' },
      ],
    }),
    body: heading,
    sees: { ...full, sku: '4711', gtin: '4006381333931', mpn: 'FK-17' },
  },
  {
    shop: 'brand and codes among the additional properties',
    head: json({
      ...swan,
      offers: offer,
      additionalProperty: [
        { '@type': 'PropertyValue', name: 'Marke', value: 'Fernholm' },
        { '@type': 'PropertyValue', name: 'EAN', value: '4006381333931' },
        { '@type': 'PropertyValue', name: 'Colour', value: 'black' },
      ],
    }),
    body: heading,
    sees: { ...full, gtin: '4006381333931' },
  },
  {
    shop: 'an ISBN as the product id of a book',
    head: `<title>The Slow Kettle | Hearth</title>${json({ '@type': ['Product', 'Book'], name: 'The Slow Kettle', productID: 'isbn:9783161484100', offers: offer })}`,
    body: '<h1>The Slow Kettle</h1>',
    sees: { name: 'The Slow Kettle', price: '64.50 EUR', gtin: '9783161484100' },
  },
  {
    shop: 'a price with its sign in the data, no currency',
    head: json({ ...swan, brand: 'Fernholm', offers: { price: '€64,50' } }),
    body: heading,
    sees: full,
  },
  {
    shop: 'a currency that is a sign or a word',
    head: json({ ...swan, brand: 'Fernholm', offers: { price: '64,50', priceCurrency: '€' } }),
    body: heading,
    sees: full,
  },
  {
    shop: 'thousands in the data',
    head: json({ ...swan, brand: 'Fernholm', offers: { price: '1,264.50', priceCurrency: 'USD' } }),
    body: heading,
    sees: { ...full, price: '1264.50 USD' },
  },
  {
    shop: 'a zero price in the data, the real one on the page',
    head: json({ ...swan, brand: 'Fernholm', offers: { price: '0.00', priceCurrency: 'EUR' } }),
    body: `${heading}<div class="product-price">€64.50</div>${cart}`,
    sees: full,
  },
  {
    shop: 'sold out, without a price',
    head: json({ ...swan, brand: 'Fernholm', sku: 'FK-17', offers: { availability: 'https://schema.org/OutOfStock' } }),
    body: `${heading}<p>Sold out</p>`,
    sees: { name: 'Swan Kettle 1.7 l', brand: 'Fernholm', sku: 'FK-17' },
  },
  {
    shop: 'seller and maker, the brand missing',
    head: json({
      ...swan,
      manufacturer: { '@type': 'Organization', name: 'Fernholm' },
      offers: { ...offer, seller: { '@type': 'Organization', name: 'Hearth' } },
    }),
    body: heading,
    sees: full,
  },
  {
    shop: 'a review of the product beside it',
    head: json([
      { '@type': 'Review', itemReviewed: { '@type': 'Product', name: 'Swan Kettle 1.7 l' }, author: 'Ilse' },
      { ...swan, brand: 'Fernholm', offers: offer, review: [{ '@type': 'Review', name: 'Great', author: { name: 'Theo' } }] },
    ]),
    body: heading,
    sees: full,
  },
  {
    shop: 'related products in the data, its own among them',
    head: json({
      ...swan,
      brand: 'Fernholm',
      offers: offer,
      isRelatedTo: [
        { '@type': 'Product', name: 'Swan Kettle 1.0 l', brand: 'Other', sku: 'X-1', offers: { price: '10', priceCurrency: 'EUR' } },
      ],
    }),
    body: heading,
    sees: full,
  },
  {
    shop: 'a comma too many',
    head: raw('{"@type":"Product","name":"Swan Kettle 1.7 l","brand":"Fernholm","offers":{"price":"64.50","priceCurrency":"EUR",},}'),
    body: heading,
    sees: full,
  },
  {
    shop: 'a comma too few',
    head: raw('{"@type":"Product","name":"Swan Kettle 1.7 l"\n"brand":"Fernholm",\n"offers":{"price":"64.50","priceCurrency":"EUR"}}'),
    body: heading,
    sees: full,
  },
  {
    shop: 'an empty value',
    head: raw('{"@type":"Product","name":"Swan Kettle 1.7 l","brand":"Fernholm","sku":,"offers":{"price":"64.50","priceCurrency":"EUR"}}'),
    body: heading,
    sees: full,
  },
  {
    shop: 'raw line breaks and tabs',
    head: raw(
      '{"@type":"Product","description":"Boils\n\twater","name":"Swan Kettle 1.7 l","brand":"Fernholm","offers":{"price":"64.50","priceCurrency":"EUR"}}',
    ),
    body: heading,
    sees: full,
  },
  {
    shop: 'bare quotes in words',
    head: raw(
      '{"@type":"Product","description":"The "best" kettle, 5" tall","name":"Swan Kettle 1.7 l","brand":"Fernholm","offers":{"price":"64.50","priceCurrency":"EUR"}}',
    ),
    body: heading,
    sees: full,
  },
  {
    shop: 'comments and CDATA',
    head: raw(
      '//<![CDATA[\n/* shop */{"@type":"Product","name":"Swan Kettle 1.7 l","brand":"Fernholm","offers":{"price":"64.50","priceCurrency":"EUR"}}\n//]]>',
    ),
    body: heading,
    sees: full,
  },
  {
    shop: 'an HTML comment around',
    head: raw(
      '<!-- {"@type":"Product","name":"Swan Kettle 1.7 l","brand":"Fernholm","offers":{"price":"64.50","priceCurrency":"EUR"}} -->',
    ),
    body: heading,
    sees: full,
  },
  {
    shop: 'several objects in one script',
    head: raw(
      '{"@type":"BreadcrumbList"}\n{"@type":"Product","name":"Swan Kettle 1.7 l","brand":"Fernholm","offers":{"price":"64.50","priceCurrency":"EUR"}}',
    ),
    body: heading,
    sees: full,
  },
  {
    shop: 'single quotes',
    head: raw("{'@type':'Product','name':'Swan Kettle 1.7 l','brand':'Fernholm','offers':{'price':'64.50','priceCurrency':'EUR'}}"),
    body: heading,
    sees: full,
  },
  {
    shop: 'a number with a comma, bare',
    head: raw('{"@type":"Product","name":"Swan Kettle 1.7 l","brand":"Fernholm","offers":{"price":64,50,"priceCurrency":"EUR"}}'),
    body: heading,
    sees: full,
  },
  {
    shop: 'cut off',
    head: raw(
      '{"@type":"Product","name":"Swan Kettle 1.7 l","brand":"Fernholm","offers":{"price":"64.50","priceCurrency":"EUR"},"description":"It boils',
    ),
    body: heading,
    sees: full,
  },
  {
    shop: 'escaped as HTML',
    head: raw(
      '{&quot;@type&quot;:&quot;Product&quot;,&quot;name&quot;:&quot;Swan Kettle 1.7 l&quot;,&quot;brand&quot;:&quot;Fernholm&quot;,&quot;offers&quot;:{&quot;price&quot;:&quot;64.50&quot;,&quot;priceCurrency&quot;:&quot;EUR&quot;}}',
    ),
    body: heading,
    sees: full,
  },
  {
    shop: 'a template that was not filled in',
    head: raw('{"@type":"Product","name":"{{ product.name }}","offers":{"price":"{{ price }}"}}'),
    body: `${heading}<div class="product-price">€64.50</div><p>Brand: Fernholm</p>${cart}`,
    sees: full,
  },
  {
    shop: 'a type with a charset',
    head: `<script type="application/ld+json; charset=utf-8">${JSON.stringify({ ...swan, brand: 'Fernholm', offers: offer })}</script>`,
    body: heading,
    sees: full,
  },

  {
    shop: 'microdata with nested scopes',
    body: `<div itemscope itemtype="https://schema.org/Product">${heading.replace('<h1', '<h1 itemprop="name"')}
      <div itemprop="brand" itemscope itemtype="https://schema.org/Brand"><meta itemprop="name" content="Fernholm"></div>
      <meta itemprop="sku" content="FK-17"><meta itemprop="gtin13" content="4006381333931">
      <div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><span itemprop="price" content="64.50">64,50 €</span><meta itemprop="priceCurrency" content="EUR">
        <div itemprop="seller" itemscope itemtype="https://schema.org/Organization"><span itemprop="name">Hearth</span></div></div>
      <div itemprop="review" itemscope itemtype="https://schema.org/Review"><b itemprop="name">Great kettle</b><span itemprop="author">Ilse</span></div>
      <div itemprop="isRelatedTo" itemscope itemtype="https://schema.org/Product"><span itemprop="name">Goose</span><span itemprop="price">10</span></div></div>`,
    sees: { ...full, sku: 'FK-17', gtin: '4006381333931' },
  },
  {
    shop: 'microdata without an offer scope, price in words',
    body: `<div itemscope itemtype="http://schema.org/Product">${heading.replace('<h1', '<h1 itemprop="name"')}<a itemprop="brand" href="/brands/fernholm">Fernholm</a><span itemprop="price">64,50 €</span></div>`,
    sees: full,
  },
  {
    shop: 'microdata with a brand picture and a price in pieces',
    body: `<div itemscope itemtype="http://schema.org/Product">${heading.replace('<h1', '<h1 itemprop="name"')}<img itemprop="brand" alt="Fernholm" src="f.png"><div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span itemprop="priceCurrency" content="EUR">€</span><span itemprop="price">64<sup>50</sup></span></div></div>`,
    sees: full,
  },
  {
    shop: 'microdata offer elsewhere, by itemref',
    body: `<div itemscope itemtype="http://schema.org/Product" itemref="deal">${heading.replace('<h1', '<h1 itemprop="name"')}<meta itemprop="brand" content="Fernholm"></div><div id="deal" itemprop="offers" itemscope itemtype="http://schema.org/Offer"><meta itemprop="price" content="64.50"><meta itemprop="priceCurrency" content="EUR"></div>`,
    sees: full,
  },
  {
    shop: 'microdata on the body, related products inside',
    body: `<div itemscope itemtype="https://schema.org/WebPage"><div itemprop="mainEntity" itemscope itemtype="https://schema.org/Product">${heading.replace('<h1', '<h1 itemprop="name"')}<meta itemprop="brand" content="Fernholm"><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR"><meta itemprop="price" content="64.50"></div></div>
      <div class="related"><div itemscope itemtype="https://schema.org/Product"><b itemprop="name">Goose Kettle</b><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR"><meta itemprop="price" content="9"></div></div></div></div>`,
    sees: full,
  },
  {
    shop: 'RDFa with a vocabulary',
    body: `<div vocab="https://schema.org/" typeof="Product">${heading.replace('<h1', '<h1 property="name"')}<div property="brand" typeof="Brand"><span property="name">Fernholm</span></div><div property="offers" typeof="Offer"><span property="price" content="64.50">64,50</span><span property="priceCurrency" content="EUR">€</span></div><span property="sku">FK-17</span></div>`,
    sees: { ...full, sku: 'FK-17' },
  },
  {
    shop: 'RDFa with prefixes and relations',
    body: `<div typeof="schema:Product">${heading.replace('<h1', '<h1 property="schema:name"')}<span property="schema:brand">Fernholm</span><div rel="schema:offers"><div typeof="schema:Offer"><meta property="schema:price" content="64.50"><meta property="schema:priceCurrency" content="EUR"></div></div></div>`,
    sees: full,
  },
  {
    shop: 'OpenGraph product tags',
    head: '<meta property="og:type" content="product"><meta property="og:title" content="Swan Kettle 1.7 l"><meta property="product:brand" content="Fernholm"><meta property="product:price:amount" content="64,50"><meta property="product:price:currency" content="EUR"><meta property="product:retailer_item_id" content="FK-17"><meta property="product:gtin" content="4006381333931">',
    body: heading,
    sees: { ...full, sku: 'FK-17', gtin: '4006381333931' },
  },
  {
    shop: 'OpenGraph sale price beside the old one',
    head: '<meta property="og:type" content="og:product"><meta property="product:brand" content="Fernholm"><meta property="product:original_price:amount" content="80"><meta property="product:original_price:currency" content="EUR"><meta property="product:sale_price:amount" content="64.50"><meta property="product:sale_price:currency" content="EUR"><meta property="product:price:amount" content="80"><meta property="product:price:currency" content="EUR">',
    body: `${heading}<s>80 €</s> <b>64,50 €</b>${cart}`,
    sees: full,
  },
  {
    shop: 'Twitter labels',
    head: '<meta property="og:type" content="product"><meta name="twitter:label1" content="Price"><meta name="twitter:data1" content="€64.50"><meta name="twitter:label2" content="Brand"><meta name="twitter:data2" content="Fernholm">',
    body: `${heading}${cart}`,
    sees: full,
  },

  {
    shop: 'Shopify',
    url: 'https://hearth.example/products/swan',
    head: `<meta property="og:type" content="product"><meta property="og:price:amount" content="64.50"><meta property="og:price:currency" content="EUR"><script>var meta = {"product":{"id":8123456,"gid":"gid:\\/\\/shopify\\/Product\\/8123456","vendor":"Fernholm","type":"Kettles","variants":[{"id":42123456,"price":6450,"name":"Swan Kettle 1.7 l - black","public_title":"black","sku":"FK-17-B"}]},"page":{"pageType":"product"}};</script>`,
    body: `<main><h1 class="product__title">Swan Kettle 1.7 l</h1><div class="price price--on-sale"><s class="price-item price-item--regular">€80,00</s><span class="price-item price-item--sale">€64,50</span></div><form action="/cart/add"><button name="add">Add to cart</button></form></main>`,
    sees: { ...full, sku: 'FK-17-B' },
  },
  {
    shop: 'Shopify with an analytics object and a vendor line',
    url: 'https://hearth.example/collections/all/products/swan',
    head: '<meta property="og:type" content="product"><meta property="og:price:amount" content="64.50"><meta property="og:price:currency" content="EUR">',
    body: `<main><p class="product__text caption-with-letter-spacing product__vendor">Fernholm</p>${heading}<div class="price"><span class="price-item">€64,50 EUR</span></div><form action="/cart/add"><button type="submit" class="product-form__submit">Add to cart</button></form></main>`,
    sees: full,
  },
  {
    shop: 'WooCommerce',
    url: 'https://hearth.example/product/swan-kettle/',
    lang: 'en-GB',
    head: json({
      '@graph': [
        {
          ...swan,
          sku: 'FK-17',
          offers: [
            {
              '@type': 'Offer',
              priceSpecification: [
                { '@type': 'UnitPriceSpecification', price: '64.50', priceCurrency: 'GBP', valueAddedTaxIncluded: 'false' },
              ],
            },
          ],
        },
      ],
    }),
    body: `<div class="product type-product"><h1 class="product_title entry-title">Swan Kettle 1.7 l</h1><p class="price"><del aria-hidden="true"><span class="woocommerce-Price-amount amount"><bdi><span class="woocommerce-Price-currencySymbol">&pound;</span>80.00</bdi></span></del> <ins><span class="woocommerce-Price-amount amount"><bdi><span class="woocommerce-Price-currencySymbol">&pound;</span>64.50</bdi></span></ins></p><form class="cart"><button class="single_add_to_cart_button">Add to basket</button></form><div class="product_meta"><span class="sku_wrapper">SKU: <span class="sku">FK-17</span></span><span>Brand: <a href="/brand/fernholm/">Fernholm</a></span></div></div>`,
    sees: { ...full, price: '64.50 GBP', sku: 'FK-17' },
  },
  {
    shop: 'WooCommerce without data, a range of prices',
    url: 'https://hearth.example/product/swan-kettle/',
    lang: 'en-GB',
    body: `<div class="single-product"><h1 class="product_title entry-title">Swan Kettle 1.7 l</h1><p class="price"><span class="woocommerce-Price-amount amount">&pound;64.50</span> &ndash; <span class="woocommerce-Price-amount amount">&pound;99.00</span></p><form class="variations_form cart"><button class="single_add_to_cart_button">Add to basket</button></form></div>`,
    sees: { name: 'Swan Kettle 1.7 l', price: '64.50 GBP' },
  },
  {
    shop: 'Magento',
    head: '<meta property="og:type" content="og:product"><meta property="product:price:amount" content="64.5"><meta property="product:price:currency" content="EUR">',
    body: `<main><div class="product-info-main"><h1 class="page-title"><span class="base" data-ui-id="page-title-wrapper" itemprop="name">Swan Kettle 1.7 l</span></h1><div class="product-info-price"><span class="old-price"><span class="price-wrapper" data-price-amount="80" data-price-type="oldPrice"><span class="price">€80.00</span></span></span><span class="special-price"><span class="price-wrapper" data-price-amount="64.5" data-price-type="finalPrice"><span class="price">€64.50</span></span></span></div><div class="product attribute sku"><strong class="type">SKU</strong><div class="value" itemprop="sku">FK-17</div></div><button id="product-addtocart-button" class="action tocart">Add to Cart</button><table><tr><th>Manufacturer</th><td>Fernholm</td></tr></table></div></main>`,
    sees: { ...full, sku: 'FK-17' },
  },
  {
    shop: 'BigCommerce',
    body: `<div class="productView" itemscope itemtype="http://schema.org/Product"><h1 class="productView-title" itemprop="name">Swan Kettle 1.7 l</h1><h2 class="productView-brand" itemprop="brand" itemscope itemtype="http://schema.org/Brand"><a href="/fernholm/" itemprop="url"><span itemprop="name">Fernholm</span></a></h2><div class="productView-price"><div class="price-section price-section--withoutTax non-sale-price--withoutTax"><span data-product-non-sale-price-without-tax class="price price--non-sale">€80.00</span></div><div class="price-section" itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span data-product-price-without-tax class="price price--withoutTax">€64.50</span><meta itemprop="availability" content="http://schema.org/InStock"><meta itemprop="priceCurrency" content="EUR"><div itemprop="priceSpecification" itemscope itemtype="http://schema.org/PriceSpecification"><meta itemprop="price" content="64.5"><meta itemprop="priceCurrency" content="EUR"></div></div></div><dl class="productView-info"><dt class="productView-info-name sku-label">SKU:</dt><dd class="productView-info-value" data-product-sku itemprop="sku">FK-17</dd><dt>UPC:</dt><dd data-product-upc>036000291452</dd><dt>MPN:</dt><dd>K-900</dd></dl><input id="form-action-addToCart" type="submit" value="Add to Cart"></div>`,
    sees: { ...full, sku: 'FK-17', gtin: '036000291452', mpn: 'K-900' },
  },
  {
    shop: 'Salesforce',
    url: 'https://hearth.example/kettles/swan/FK-17.html',
    body: `<div class="container product-detail product-wrapper" data-pid="FK-17"><div class="product-number">Item No. <span class="product-id">FK-17</span></div><h1 class="product-name">Swan Kettle 1.7 l</h1><div class="prices"><div class="price"><span><del><span class="strike-through list"><span class="value" content="80.00"><span class="sr-only">Price reduced from</span>€80.00<span class="sr-only">to</span></span></span></del><span class="sales"><span class="value" content="64.50">€64.50</span></span></span></div></div><button class="add-to-cart btn btn-primary">Add to Cart</button></div>`,
    sees: { name: 'Swan Kettle 1.7 l', price: '64.50 EUR', sku: 'FK-17' },
  },
  {
    shop: 'PrestaShop',
    lang: 'fr',
    head: '<meta property="og:type" content="product"><meta property="product:pretax_price:amount" content="53.75"><meta property="product:pretax_price:currency" content="EUR"><meta property="product:price:amount" content="64.5"><meta property="product:price:currency" content="EUR">',
    body: `<section id="main"><h1 class="h1">Swan Kettle 1.7 l</h1><div class="product-prices"><div class="product-discount"><span class="regular-price">80,00 €</span></div><div class="current-price"><span class="current-price-value" content="64.5">64,50 €</span></div></div><button class="btn btn-primary add-to-cart">Ajouter au panier</button><div class="product-manufacturer"><label class="label">Marque</label><span><a href="/brand/5-fernholm">Fernholm</a></span></div><div class="product-reference"><label class="label">Référence </label><span>FK-17</span></div><dl class="data-sheet"><dt class="name">ean13</dt><dd class="value">4006381333931</dd></dl></section>`,
    sees: { ...full, sku: 'FK-17', gtin: '4006381333931' },
  },
  {
    shop: 'Shopware',
    lang: 'de-DE',
    body: `<div class="product-detail" itemscope itemtype="https://schema.org/Product"><h1 class="product-detail-name" itemprop="name">Swan Kettle 1.7 l</h1><div itemprop="brand" itemscope itemtype="https://schema.org/Brand"><meta itemprop="name" content="Fernholm"></div><div class="product-detail-buy"><meta itemprop="priceCurrency" content="EUR"><div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="priceCurrency" content="EUR"><meta itemprop="price" content="64.5"><p class="product-detail-price">64,50 €*</p><span class="list-price-price">80,00 €*</span><div class="product-detail-price-unit">Inhalt: 1.7 Liter (37,94 €* / 1 Liter)</div></div><span class="product-detail-ordernumber" itemprop="sku">FK-17</span></div></div>`,
    sees: { ...full, sku: 'FK-17' },
  },
  {
    shop: 'a marketplace with a price in pieces and a table',
    url: 'https://www.bazaar.example/Swan-Kettle/dp/B0ABCDEFGH/ref=sr_1_1',
    lang: 'en-US',
    head: '<title>Fernholm Swan Kettle 1.7 l : Home & Kitchen</title>',
    body: `<div id="dp"><h1 id="title"><span id="productTitle"> Swan Kettle 1.7 l </span></h1><a id="bylineInfo" href="/stores/Fernholm/page/1">Visit the Fernholm Store</a><div id="corePrice"><span class="a-price"><span class="a-offscreen">$64.50</span><span aria-hidden="true"><span class="a-price-symbol">$</span><span class="a-price-whole">64<span class="a-price-decimal">.</span></span><span class="a-price-fraction">50</span></span></span><span class="basisPrice">List Price: <span class="a-price a-text-price"><span class="a-offscreen">$80.00</span></span></span></div><input id="add-to-cart-button" type="submit" value="Add to Cart"><table id="details"><tr><th>Brand</th><td>Fernholm</td></tr><tr><th>Item model number</th><td>FK-17</td></tr><tr><th>ASIN</th><td>B0ABCDEFGH</td></tr></table></div>`,
    sees: { name: 'Swan Kettle 1.7 l', brand: 'Fernholm', price: '64.50 USD', sku: 'B0ABCDEFGH', mpn: 'FK-17' },
  },
  {
    shop: 'an auction house with item specifics',
    url: 'https://www.gavel.example/itm/334455667788',
    lang: 'en-US',
    body: `<h1 class="x-item-title__mainTitle"><span>Swan Kettle 1.7 l</span></h1><div class="x-price-primary"><span>US $64.50</span></div><div class="x-additional-info">Was: US $80.00</div><a class="ux-call-to-action" id="binBtn_btn">Buy It Now</a><div class="ux-layout"><div class="ux-labels"><span>Brand</span></div><div class="ux-values"><span>Fernholm</span></div><div class="ux-labels"><span>MPN</span></div><div class="ux-values"><span>FK-17</span></div><div class="ux-labels"><span>UPC</span></div><div class="ux-values"><span>Does not apply</span></div></div>`,
    sees: { name: 'Swan Kettle 1.7 l', brand: 'Fernholm', price: '64.50 USD', sku: '334455667788', mpn: 'FK-17' },
  },
  {
    shop: 'state of a script with a price object',
    url: 'https://hearth.example/p/swan-123456',
    head: `<script id="__NEXT_DATA__" type="application/json">${JSON.stringify({ props: { product: { name: 'Swan Kettle 1.7 l', brand: { name: 'Fernholm' }, sku: 'FK-17', price: { value: 64.5, currency: 'EUR' } } } })}</script>`,
    body: `${heading}<button class="add-to-cart">Add to cart</button>`,
    sees: { ...full, sku: 'FK-17' },
  },
  {
    shop: 'state of a tag manager, the currency one level up',
    url: 'https://hearth.example/p/swan-123456',
    head: `<script>dataLayer.push({event:'view_item',ecommerce:{currency:'EUR',value:64.5,items:[{item_name:'Swan Kettle 1.7 l',item_id:'FK-17',item_brand:'Fernholm',price:64.5}]}});</script>`,
    body: `${heading}<button class="add-to-cart">Add to cart</button>`,
    sees: { ...full, sku: 'FK-17' },
  },
  {
    shop: 'a price of its own and a price per piece, unit and month',
    lang: 'de',
    head: '<meta property="og:type" content="product">',
    body: `${heading}<p>Marke: Fernholm</p><div class="price"><div class="unit-price">37,94 € / Liter</div><div class="price-value">64,50 €</div><div>oder 5,38 € / Monat</div><div>zzgl. 4,90 € Versand</div></div><button>In den Warenkorb</button>`,
    sees: full,
  },
  {
    shop: 'a price "from"',
    lang: 'de',
    head: '<meta property="og:type" content="product">',
    body: `${heading}<p>Marke: Fernholm</p><div class="price">ab 64,50 € <small>statt 80,00 €</small></div><button>In den Warenkorb</button>`,
    sees: full,
  },
  {
    shop: 'a price in four elements',
    lang: 'nl',
    head: '<meta property="og:type" content="product">',
    body: `${heading}<p>Merk: Fernholm</p><div class="price"><span class="currency">€</span> <span class="whole">64</span><span class="sep">,</span><span class="cents">50</span></div><button>In winkelwagen</button>`,
    sees: full,
  },
  {
    shop: 'a price whose fraction is a dash',
    lang: 'de',
    head: '<meta property="og:type" content="product">',
    body: `${heading}<p>Marke: Fernholm</p><div class="price">64,– €</div><button>In den Warenkorb</button>`,
    sees: { ...full, price: '64 EUR' },
  },
];

test.each(shops)('$shop', ({ url = 'https://hearth.example/kettles/swan', lang = 'en', head = '', body = '', sees }) => {
  const titled = head.includes('<title>') ? head : title + head;
  const { document } = parseHTML(`<!doctype html><html lang="${lang}"><head>${titled}</head><body>${body}</body></html>`);
  const [product] = parsePage({ document, url: new URL(url) })?.products ?? [];
  const { url: _, price, ...facts } = product ?? {};
  expect({ ...facts, ...(price ? { price: `${price.amount} ${price.currency}` } : {}) }).toEqual(sees);
});
