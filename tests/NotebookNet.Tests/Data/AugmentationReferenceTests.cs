using System.Text.Json;

namespace NotebookNet.Tests.Data;

/// <summary>Augmentations against SciPy and PyTorch (<c>reference/augmentation.py</c>).</summary>
public class AugmentationReferenceTests
{
    private static readonly Reference s_reference = JsonSerializer.Deserialize<Reference>(
        File.ReadAllText(ReferenceFiles.PathOf("augmentation.json")),
        JsonSerializerOptions.Web
    )!;

    public static TheoryData<string> Kinds => [.. s_reference.Cases.Select(c => c.Kind).Distinct()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Images_change_as_in_the_other_implementation_to_1e_12(string kind)
    {
        foreach (Case expected in s_reference.Cases.Where(c => c.Kind == kind))
        {
            Image image = s_reference.Images[expected.Image];
            var shape = new ImageShape(image.Shape[0], image.Shape[1], image.Shape[2]);
            var result = new double[expected.Result.Length];
            if (kind == "displacement")
            {
                ElasticDistortion.Displace(
                    new ImageView(image.Values, shape),
                    expected.Field,
                    expected.Argument,
                    result
                );
            }
            else
            {
                Augmentation augmentation = kind switch
                {
                    "blur" => new GaussianBlur(expected.Argument),
                    "rotation" => Rotation.By(expected.Argument),
                    "bilinear" => new Resize(expected.Size![0], expected.Size[1]),
                    _ => new Resize(expected.Size![0], expected.Size[1], smooth: false),
                };
                augmentation.Apply(image.Values, shape, result, RandomNumbers.Create(0));
            }

            for (int i = 0; i < result.Length; i++)
            {
                Assert.True(
                    Math.Abs(result[i] - expected.Result[i]) <= 1e-12,
                    $"{expected}: value {i} is {result[i]}, expected {expected.Result[i]}"
                );
            }
        }
    }

    private sealed record Reference(Dictionary<string, Image> Images, Case[] Cases);

    private sealed record Image(int[] Shape, double[] Values);

    private sealed record Case(
        string Kind,
        string Image,
        double Argument,
        double[]? Field,
        int[]? Size,
        double[] Result
    );
}
