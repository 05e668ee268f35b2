namespace NotebookNet;

/// <inheritdoc cref="Augmentation.Sequence"/>
internal sealed class AugmentationSequence(params IReadOnlyList<Augmentation> steps)
    : CheckedAugmentation
{
    private readonly Augmentation[] _steps = NotNull(steps);

    public override ImageShape OutputShape(ImageShape shape)
    {
        foreach (Augmentation step in _steps)
        {
            shape = step.OutputShape(shape);
        }

        return shape;
    }

    protected override void Change(in ImageView image, Span<double> result, Random random) =>
        ApplyFrom(0, image, result, random);

    public override string ToString() =>
        _steps.Length == 0 ? "unchanged" : string.Join(", then ", _steps.AsEnumerable());

    private static Augmentation[] NotNull(IReadOnlyList<Augmentation> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        Augmentation[] kept = [.. steps];
        foreach (Augmentation step in kept)
        {
            ArgumentNullException.ThrowIfNull(step, nameof(steps));
        }

        return kept;
    }

    private void ApplyFrom(int first, in ImageView image, Span<double> result, Random random)
    {
        if (first == _steps.Length)
        {
            image.Values.CopyTo(result);
        }
        else if (first == _steps.Length - 1)
        {
            _steps[first].Apply(image.Values, image.Shape, result, random);
        }
        else
        {
            ImageShape between = _steps[first].OutputShape(image.Shape);
            using var changed = new Scratch(between.Size);
            _steps[first].Apply(image.Values, image.Shape, changed.Span, random);
            ApplyFrom(first + 1, new ImageView(changed.Span, between), result, random);
        }
    }
}
