using NotebookNet.Kernels;

namespace NotebookNet;

/// <summary>Augmentations one after another, each on what the one before made.</summary>
/// <param name="steps">The augmentations, the first to be done first; none leaves the image as it is.</param>
internal sealed class AugmentationSequence(params IReadOnlyList<Augmentation> steps) : Augmentation
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

    public override void Apply(
        ReadOnlySpan<double> image,
        ImageShape shape,
        Span<double> result,
        Random random
    )
    {
        AugmentationGuard.Check(this, image, shape, result, random);
        ApplyFrom(0, image, shape, result, random);
    }

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

    private void ApplyFrom(
        int first,
        ReadOnlySpan<double> image,
        ImageShape shape,
        Span<double> result,
        Random random
    )
    {
        if (first == _steps.Length)
        {
            image.CopyTo(result);
        }
        else if (first == _steps.Length - 1)
        {
            _steps[first].Apply(image, shape, result, random);
        }
        else
        {
            ImageShape between = _steps[first].OutputShape(shape);
            using var changed = new Scratch(between.Size);
            _steps[first].Apply(image, shape, changed.Span, random);
            ApplyFrom(first + 1, changed.Span, between, result, random);
        }
    }
}
