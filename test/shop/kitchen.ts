import type { Shop } from './goods.ts';

export const kitchen: Shop = {
  id: 'oatember',
  name: 'Oat & Ember Kitchen',
  claim: 'Tools that get better',
  welcome: 'A small shop for a small kitchen: eight things we use every day, and one per cent of each goes to the repair café next door.',
  currency: 'USD',
  orderPrefix: 'OE',
  taxBps: 800,
  shippingMinor: 490,
  freeShippingFromMinor: 8_000,
  coupons: {},
  look: {
    paper: '#fbf6ee',
    ink: '#33231c',
    accent: '#b1472f',
    soft: '#f2e4d3',
    line: '#e2cfb8',
    headline: '"Trebuchet MS", "Noto Sans", sans-serif',
  },
  // biome-ignore format: goods are read as a catalogue, several fields a line
  goods: [
    {
      sku: 'HB-SWN-06', maker: 'Hobbart', model: 'Swan Kettle 0.6', what: 'pour-over kettle', priceMinor: 7_800, inStock: true,
      gtin: '2000001010013', category: 'Coffee and tea', drawing: 'kettle', colours: ['#3a3532', '#b1472f'],
      text: 'A thin spout and a heavy base: the water goes where you look. Works on gas, induction and a wood stove.',
      facts: ['0.6 litres', 'Steel and walnut', 'Thermometer in the lid'],
    },
    {
      sku: 'HB-MIL-2', maker: 'Hobbart', model: 'Quiet Mill', what: 'hand coffee grinder', priceMinor: 11_200, inStock: true,
      gtin: '2000001020012', category: 'Coffee and tea', drawing: 'grinder', colours: ['#8a6a4a', '#3a2c20'],
      text: 'Thirty-eight turns for one cup, and nobody wakes up. Thirty clicks from Turkish to French press.',
      facts: ['Steel burrs, 38 mm', '25 g of beans', '30 steps'],
    },
    {
      sku: 'HB-SCL-1', maker: 'Hobbart', model: 'Gram Scale', what: 'kitchen scale with timer', priceMinor: 4_900, inStock: true,
      gtin: '2000001030011', category: 'Coffee and tea', drawing: 'scale', colours: ['#d9cdbb', '#33231c'],
      text: 'Weighs to a tenth of a gram and counts the seconds. Two buttons, no application.',
      facts: ['2 kg, 0.1 g', 'Timer', 'Charges by USB-C'],
    },
    {
      sku: 'TR-POT-8', maker: 'Tarrow', model: 'Round Teapot 0.8', what: 'stoneware teapot', priceMinor: 5_600, inStock: true,
      gtin: '2000001040010', category: 'Coffee and tea', drawing: 'teapot', colours: ['#7b9a8d', '#415a50'],
      text: 'Thrown by hand, glazed twice, and it does not drip. We have poured from every one.',
      facts: ['0.8 litres', 'Stoneware', 'Steel sieve'],
    },
    {
      sku: 'GW-CHF-20', maker: 'Greywick', model: 'Chef 20', what: "cook's knife, 20 cm", priceMinor: 12_900, inStock: true,
      gtin: '2000001050019', category: 'Knives, pans, linen', drawing: 'knife', colours: ['#c9ced1', '#5a3a26'],
      text: 'Carbon steel that takes an edge in five minutes and keeps it for a month. Comes with a small stone and a leaf of instructions.',
      facts: ['Blade 20 cm', 'Carbon steel', 'Oak handle'],
    },
    {
      sku: 'GW-BRD-L', maker: 'Greywick', model: 'End Board L', what: 'end-grain board', priceMinor: 8_900, inStock: true,
      gtin: '2000001060018', category: 'Knives, pans, linen', drawing: 'board', colours: ['#c08a55', '#7d5228'],
      text: 'The grain stands up, so the knife goes between the fibres. Heavy enough to stay where it is.',
      facts: ['42 x 30 x 4 cm', 'Beech', 'Oiled by hand'],
    },
    {
      sku: 'TR-PAN-26', maker: 'Tarrow', model: 'Carbon Pan 26', what: 'carbon-steel pan', priceMinor: 6_700, inStock: true,
      gtin: '2000001070017', category: 'Knives, pans, linen', drawing: 'pan', colours: ['#3b3f42', '#1d1f20'],
      text: 'Lighter than iron, just as black. The first egg sticks, the tenth does not.',
      facts: ['26 cm, 1.4 kg', 'Oven-proof', 'For every stove'],
    },
    {
      sku: 'GW-APR-1', maker: 'Greywick', model: 'Miller Apron', what: 'linen apron', priceMinor: 4_400, inStock: true,
      gtin: '2000001080016', category: 'Knives, pans, linen', drawing: 'apron', colours: ['#b9a88c', '#6d5c42'],
      text: 'Heavy linen, one pocket for a towel and one for a phone that should stay there.',
      facts: ['Linen', 'Crossed straps', 'Washes at 60 °C'],
    },
  ],
};
