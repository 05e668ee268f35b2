using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Differentiation;

public class GradientCheckTests
{
    public static TheoryData<string, int> Networks
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (string kind in (string[])["plain", "ReLU", "dropout", "penalties", "squares"])
            {
                data.Add(kind, 1);
                data.Add(kind, 2);
                data.Add(kind, 100);
            }

            data.Add("batch normalization", 2);
            data.Add("batch normalization", 100);
            data.Add("all", 100);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Backpropagation_passes_in_batches_of_1_2_and_100(string kind, int count)
    {
        Network network = Create(kind);
        GradientCheckReport report = GradientCheck.Run(
            network,
            Draw.AwayFromZero(count, 5, 111),
            Targets.FromLabels(Draw.Labels(count, 3, 112), 3)
        );
        Assert.True(report.Passed, report.ToString());
        Assert.True(report.LargestAbsoluteDifference < 1e-9, report.ToString());
        Assert.Equal(network.Parameters.Count, report.Parameters.Count);
        Assert.Equal(
            network.Parameters.Select(parameter => parameter.Count),
            report.Parameters.Select(parameter => parameter.Compared.Count)
        );
    }

    [Fact]
    public void A_dropped_factor_is_found_in_its_parameter_and_nowhere_else()
    {
        GradientCheckReport report = RunBroken(parameters =>
            parameters[0].Gradient.Multiply(2, parameters[0].Gradient)
        );
        Assert.False(report.Passed);
        Assert.Equal(
            [true, true, false, true],
            report.Parameters.Select(parameter =>
                parameter.LargestRelative.RelativeDifference <= report.Tolerance
            )
        );
        Assert.Equal(0.5, report.Parameters[2].LargestRelative.RelativeDifference, 1e-3);
        Assert.Contains("Affine 4 → 4", report.Parameters[2].Layer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_transposed_matrix_is_found() =>
        Assert.False(
            RunBroken(parameters =>
                parameters[0].Gradient.Transpose().CopyTo(parameters[0].Gradient)
            ).Passed
        );

    [Fact]
    public void A_single_wrong_entry_is_found_where_it_is()
    {
        GradientCheckReport report = RunBroken(parameters => parameters[0].Gradient[2, 3] += 1e-3);
        GradientEntry entry = report.Parameters[2].LargestAbsolute;
        Assert.Equal((2, 3), (entry.Row, entry.Column));
        Assert.Equal(1e-3, entry.AbsoluteDifference, 1e-9);
        Assert.Equal(entry.Backpropagation - 1e-3, entry.Numerical, 1e-9);
        Assert.False(report.Passed);
    }

    [Fact]
    public void A_gradient_that_is_not_a_number_fails()
    {
        GradientCheckReport report = RunBroken(parameters =>
            parameters[0].Gradient[0, 0] = double.NaN
        );
        Assert.False(report.Passed);
        Assert.Equal(double.PositiveInfinity, report.LargestAbsoluteDifference);
    }

    [Fact]
    public void The_table_has_a_row_for_each_parameter_and_marks_the_wrong_one()
    {
        string[] lines = RunBroken(parameters => parameters[0].Gradient[2, 3] += 1)
            .ToString()
            .Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal(6, lines.Length);
        Assert.StartsWith("Gradient check FAILED: ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("layer", lines[1], StringComparison.Ordinal);
        Assert.Contains("1.weight", lines[4], StringComparison.Ordinal);
        Assert.Contains("(2, 3)", lines[4], StringComparison.Ordinal);
        Assert.EndsWith("✗", lines[4], StringComparison.Ordinal);
        Assert.Single(lines, line => line.EndsWith('✗'));
    }

    [Fact]
    public void A_sample_of_entries_is_checked_where_that_is_asked_for()
    {
        Network network = Create("plain");
        Matrix<double> input = Draw.Normal(3, 5, 113);
        Targets targets = Targets.FromLabels([0, 1, 2], 3);
        GradientCheckReport report = GradientCheck.Run(
            network,
            input,
            targets,
            entriesPerParameter: 7
        );
        Assert.True(report.Passed, report.ToString());
        Assert.Equal([7, 6, 7, 6, 7, 3], report.Parameters.Select(item => item.Compared.Count));
        Assert.Equal(
            report.ToString(),
            GradientCheck.Run(network, input, targets, entriesPerParameter: 7).ToString()
        );
    }

    [Fact]
    public void Values_statistics_and_freezing_are_as_they_were()
    {
        Network network = Create("all");
        Matrix<double> input = Draw.Normal(20, 5, 114);
        Targets targets = Targets.FromLabels(Draw.Labels(20, 3, 115), 3);
        Matrix<double>[] before = Everything(network);
        GradientCheck.Run(network, input, targets, entriesPerParameter: 3);
        Assert.Equal(before, Everything(network));
        Assert.Null(network.Draws.Repeated);
    }

    [Fact]
    public void A_gradient_of_exactly_0_on_both_sides_passes()
    {
        var network = new Network(
            3,
            [new Affine(3, 2, Initializer.He, RandomNumbers.Create(1))],
            new SumSquaredError()
        );
        Matrix<double> nothing = Matrix<double>.Build.Dense(4, 3);
        GradientCheckReport report = GradientCheck.Run(
            network,
            nothing,
            Targets.FromValues(Matrix<double>.Build.Dense(4, 2))
        );
        Assert.True(report.Passed);
        Assert.Equal(0, report.Parameters[0].LargestRelative.RelativeDifference);
    }

    [Fact]
    public void Bad_arguments_are_rejected()
    {
        Network network = Create("plain");
        Matrix<double> input = Draw.Normal(2, 5, 116);
        Targets targets = Targets.FromLabels([0, 1], 3);
        Rejects("step", () => GradientCheck.Run(network, input, targets, step: 0));
        Rejects("tolerance", () => GradientCheck.Run(network, input, targets, tolerance: -1));
        Rejects(
            "entriesPerParameter",
            () => GradientCheck.Run(network, input, targets, entriesPerParameter: 0)
        );
        var bare = new Network(5, [new ReLU()], new SumSquaredError());
        Assert.Contains(
            "at least one parameter",
            Assert.Throws<ArgumentException>(() => GradientCheck.Run(bare, input, targets)).Message,
            StringComparison.Ordinal
        );

        static void Rejects(string name, Func<object> call) =>
            Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(call).ParamName);
    }

    private static Network Create(string kind) =>
        kind switch
        {
            "plain" => Network.FullyConnected(
                5,
                [6, 6],
                3,
                () => new Sigmoid(),
                Initializer.Xavier
            ),
            "ReLU" => Network.FullyConnected(5, [6, 6], 3, seed: 4),
            "dropout" => Network.FullyConnected(5, [6, 6], 3, () => new Tanh(), dropout: 0.4),
            "penalties" => Network.FullyConnected(
                5,
                [6, 6],
                3,
                () => new Tanh(),
                regularizer: new L1(0.01)
            ),
            "squares" => Network.FullyConnected(
                5,
                [6, 6],
                3,
                () => new Tanh(),
                loss: new SumSquaredError()
            ),
            "batch normalization" => Network.FullyConnected(
                5,
                [6, 6],
                3,
                () => new Tanh(),
                batchNormalization: true
            ),
            _ => Network.FullyConnected(
                5,
                [6, 6],
                3,
                () => new Tanh(),
                Initializer.Xavier,
                batchNormalization: true,
                dropout: 0.2,
                regularizer: new L2(0.01)
            ),
        };

    /// <summary>The report on a network whose second of two layers has spoilt gradients.</summary>
    private static GradientCheckReport RunBroken(Action<IReadOnlyList<Parameter>> spoil)
    {
        Random random = RandomNumbers.Create(7);
        var network = new Network(
            3,
            [
                new Affine(3, 4, Initializer.Xavier, random),
                new BrokenAffine(new Affine(4, 4, Initializer.Xavier, random), spoil),
            ],
            new SoftmaxCrossEntropy()
        );
        return GradientCheck.Run(
            network,
            Draw.Normal(5, 3, 117),
            Targets.FromLabels([0, 1, 2, 3, 0], 4)
        );
    }

    private static Matrix<double>[] Everything(Network network) =>
        [
            .. network.Parameters.Select(parameter => parameter.Value.Clone()),
            .. network
                .Layers.SelectMany(layer => layer.Statistics)
                .Select(statistic => statistic.Value.Clone()),
        ];
}
