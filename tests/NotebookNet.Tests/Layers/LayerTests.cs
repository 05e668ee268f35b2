using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Layers;

public class LayerTests
{
    public static TheoryData<string> Names => [.. LayerCases.Names];

    /// <summary>The library's own layers; what a reader writes in matrices allocates.</summary>
    public static TheoryData<string> Built => [.. LayerCases.Names.Where(name => name != "swish")];

    public static TheoryData<string, int, bool> Passes
    {
        get
        {
            var data = new TheoryData<string, int, bool>();
            foreach (string name in LayerCases.Names)
            {
                foreach (int count in (int[])[1, 2, 100])
                {
                    data.Add(name, count, false);
                    if (count >= LayerCases.SmallestBatch(name))
                    {
                        data.Add(name, count, true);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Backward_matches_central_differences(string name, int count, bool training)
    {
        const int Size = 4;
        const double Step = 1e-5;
        ILayer layer = LayerCases.Create(name, Size);
        Matrix<double> input = Draw.AwayFromZero(count, Size, 31);
        Matrix<double> weights = Draw.Normal(count, layer.Outputs(Size), 32);
        double WeightedSum()
        {
            LayerCases.Rewind(layer);
            return layer.Forward(input, training).PointwiseMultiply(weights).Enumerate().Sum();
        }

        WeightedSum();
        Matrix<double> analytic = layer.Backward(weights).Clone();
        Matrix<double>[] parameterGradients =
        [
            .. layer.Parameters.Select(parameter => parameter.Gradient.Clone()),
        ];
        Matrix<double>[] statistics = [.. layer.Statistics.Select(item => item.Value.Clone())];

        Close.Gradients(NumericalGradient.Of(_ => WeightedSum(), input, Step), analytic);
        for (int i = 0; i < parameterGradients.Length; i++)
        {
            Close.Gradients(
                NumericalGradient.Of(_ => WeightedSum(), layer.Parameters[i].Value, Step),
                parameterGradients[i]
            );
        }

        Assert.All(
            statistics.Zip(layer.Statistics),
            pair => Assert.Equal(!training, pair.First.Equals(pair.Second.Value))
        );
    }

    [Theory]
    [MemberData(nameof(Passes))]
    public void Backward_to_parameters_gives_the_same_parameter_gradients(
        string name,
        int count,
        bool training
    )
    {
        ILayer layer = LayerCases.Create(name, 4);
        layer.Forward(Draw.Normal(count, 4, 33), training);
        Matrix<double> gradient = Draw.Normal(count, layer.Outputs(4), 34);
        layer.Backward(gradient);
        Matrix<double>[] expected = [.. layer.Parameters.Select(item => item.Gradient.Clone())];
        foreach (Parameter parameter in layer.Parameters)
        {
            parameter.Gradient.Clear();
        }

        layer.BackwardToParameters(gradient);
        Assert.Equal(expected, layer.Parameters.Select(item => item.Gradient));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Output_and_gradient_have_the_shapes_that_the_layer_promises(string name) =>
        Prop.ForAll(
                Gen.Choose(LayerCases.SmallestBatch(name), 40)
                    .SelectMany(count => Gen.Choose(1, 30).Select(size => (count, size)))
                    .ToArbitrary(),
                shape =>
                {
                    (int count, int size) = shape;
                    ILayer layer = LayerCases.Create(name, size);
                    int outputs = layer.Outputs(size);
                    return ((bool[])[true, false]).All(training =>
                    {
                        Matrix<double> output = layer.Forward(
                            Draw.Normal(count, size, 35),
                            training
                        );
                        Matrix<double> gradient = layer.Backward(Draw.Normal(count, outputs, 36));
                        return (output.RowCount, output.ColumnCount) == (count, outputs)
                            && (gradient.RowCount, gradient.ColumnCount) == (count, size);
                    });
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_s_output_outside_training_does_not_depend_on_its_batch(string name)
    {
        ILayer layer = LayerCases.Create(name, 6);
        Matrix<double> input = Draw.Normal(20, 6, 37);
        Matrix<double> whole = layer.Forward(input, training: false).Clone();
        for (int row = 0; row < input.RowCount; row++)
        {
            Matrix<double> single = layer.Forward(input.SubMatrix(row, 1, 0, 6), training: false);
            Assert.Equal(whole.Row(row), single.Row(0));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_input_and_the_gradient_handed_in_are_left_as_they_are(string name)
    {
        ILayer layer = LayerCases.Create(name, 6);
        Matrix<double> input = Draw.Normal(9, 6, 38);
        Matrix<double> gradient = Draw.Normal(9, layer.Outputs(6), 39);
        Matrix<double> inputBefore = input.Clone();
        Matrix<double> gradientBefore = gradient.Clone();
        foreach (bool training in (bool[])[true, false])
        {
            layer.Forward(input, training);
            layer.Backward(gradient);
        }

        Assert.Equal(inputBefore, input);
        Assert.Equal(gradientBefore, gradient);
    }

    [Theory]
    [MemberData(nameof(Built))]
    public void Forward_and_backward_allocate_nothing(string name)
    {
        ILayer layer = LayerCases.Create(name, 50);
        Matrix<double> input = Draw.Normal(100, 50, 40);
        Matrix<double> gradient = Draw.Normal(100, layer.Outputs(50), 41);
        Assert.Equal(
            0,
            Allocations.Of(() =>
            {
                layer.Forward(input, training: true);
                layer.Backward(gradient);
                layer.BackwardToParameters(gradient);
                layer.Forward(input, training: false);
                layer.Backward(gradient);
            })
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_needs_a_forward_before_it(string name)
    {
        ILayer layer = LayerCases.Create(name, 3);
        Assert.Throws<InvalidOperationException>(() =>
            layer.Backward(Draw.Normal(2, layer.Outputs(3), 42))
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_gradient_of_another_shape_than_the_output_is_rejected(string name)
    {
        ILayer layer = LayerCases.Create(name, 3);
        int outputs = layer.Outputs(3);
        layer.Forward(Draw.Normal(4, 3, 43), training: true);
        var exception = Assert.Throws<ArgumentException>(() =>
            layer.Backward(Draw.Normal(3, outputs, 44))
        );
        Assert.Contains(
            $"shape 4×{outputs}, got 3×{outputs}",
            exception.Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => layer.Backward(Draw.Normal(4, outputs + 1, 45)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Null_is_rejected(string name)
    {
        ILayer layer = LayerCases.Create(name, 3);
        Assert.Throws<ArgumentNullException>(() => layer.Forward(null!, training: true));
        Assert.Throws<ArgumentNullException>(() => layer.Backward(null!));
    }

    [Theory]
    [InlineData("affine", "Affine 5 → 7 expects 5 columns, got 4 (input is 3×4).")]
    [InlineData(
        "batch normalization",
        "Batch normalization 5, ε 0.1 expects 5 columns, got 4 (input is 3×4)."
    )]
    public void An_input_of_other_columns_is_rejected(string name, string message)
    {
        ILayer layer = LayerCases.Create(name, 5);
        var exception = Assert.Throws<ArgumentException>(() =>
            layer.Forward(Draw.Normal(3, 4, 46), training: true)
        );
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => layer.Outputs(4));
    }
}
