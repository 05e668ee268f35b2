namespace NotebookNet;

/// <summary>An image that an augmentation changes: its values, in the order that its shape says.</summary>
internal readonly ref struct ImageView(ReadOnlySpan<double> values, ImageShape shape)
{
    public ReadOnlySpan<double> Values { get; } = values;

    public ImageShape Shape { get; } = shape;
}
