// The bundler hands over a compiled module as the default export.
declare module '*.wasm';
