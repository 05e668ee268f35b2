// What Plotly.validate finds in a figure, whose JSON is given: one message for each fault.
text => {
  // Plotly.validate builds the schema for every figure anew.
  const { PlotSchema } = Plotly;
  if (!PlotSchema.isKept) {
    const schema = PlotSchema.get();
    Object.assign(PlotSchema, { get: () => schema, isKept: true });
  }
  // It knows no packed arrays.
  const types = { i1: Int8Array, u1: Uint8Array, i2: Int16Array, u2: Uint16Array, i4: Int32Array, f4: Float32Array, f8: Float64Array };
  const { data, layout, frames } = JSON.parse(text, (key, value) => {
    if (!value?.bdata) { return value; }
    const flat = new types[value.dtype](Uint8Array.from(atob(value.bdata), c => c.charCodeAt(0)).buffer);
    const columns = value.shape ? +value.shape.split(',')[1] : 0;
    return columns ? Array.from({ length: flat.length / columns }, (_, i) => [...flat.slice(i * columns, (i + 1) * columns)]) : [...flat];
  });
  // It copies the arguments of buttons and slider steps, then takes each copied object for a changed one.
  const same = /key (sliders|updatemenus)\[0\]\.(steps|buttons)\[\d+\]\.args\[\d\] \(set to '(.*)'\) got reset to '\3' during defaults/;
  const faults = (Plotly.validate(data, layout) ?? []).map(fault => fault.msg).filter(fault => !same.test(fault));
  for (const frame of frames ?? []) {
    faults.push(...(Plotly.validate(frame.data ?? [], {}) ?? []).map(fault => `frame ${frame.name}: ${fault.msg}`));
  }
  return faults;
}
