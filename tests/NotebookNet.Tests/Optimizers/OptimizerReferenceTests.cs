using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Optimizers;

/// <summary>Each optimizer against the trajectories of <c>reference/optimizers.py</c>.</summary>
public class OptimizerReferenceTests
{
    private const int Steps = 50;

    private static readonly Dictionary<string, double[][]> s_trajectories =
        JsonSerializer.Deserialize<Dictionary<string, double[][]>>(
            File.ReadAllText(ReferenceFiles.PathOf("optimizers.json"))
        )!;

    private static readonly Dictionary<string, Func<Optimizer>> s_optimizers = new()
    {
        ["SGD"] = () => new SGD(0.05),
        ["Momentum"] = () => new Momentum(0.05),
        ["Nesterov"] = () => new Nesterov(0.05),
        ["AdaGrad"] = () => new AdaGrad(0.5),
        ["RMSProp"] = () => new RMSProp(0.02),
        ["AdaDelta"] = () => new AdaDelta(),
        ["Adam"] = () => new Adam(0.05),
        ["AdamW"] = () => new AdamW(0.05, weightDecay: 0.1),
        ["Adam without bias correction"] = () => new Adam(0.01, biasCorrection: false),
        ["Adam with a cosine schedule"] = () => new Adam(LearningRateSchedule.Cosine(0.05, 40)),
        ["Momentum with a step schedule"] = () =>
            new Momentum(LearningRateSchedule.Step(0.05, 0.5, 10)),
    };

    public static TheoryData<string> Names => [.. s_trajectories.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fifty_steps_follow_the_other_implementation_to_1e_12(string name)
    {
        Matrix<double> x = Matrix<double>.Build.DenseOfRowArrays(
            [1.0, -2.0, 0.5],
            [0.3, 4.0, -1.0],
            [-1.5, 0.2, 2.0],
            [0.7, -0.6, 0.1]
        );
        Matrix<double> t = Matrix<double>.Build.DenseOfRowArrays(
            [1.0, -1.0],
            [0.5, 2.0],
            [-2.0, 0.3],
            [0.0, 0.9]
        );
        var weight = new Parameter(
            "weight",
            Matrix<double>.Build.DenseOfRowArrays([0.5, -0.3], [1.2, 0.8], [-0.7, 0.1])
        );
        var bias = new Parameter(
            "bias",
            Matrix<double>.Build.DenseOfRowArrays([
                [0.2, -0.4],
            ]),
            isRegularized: false
        );
        Optimizer optimizer = s_optimizers[name]();
        double[][] expected = s_trajectories[name];
        Assert.Equal(Steps, expected.Length);

        for (int step = 0; step < Steps; step++)
        {
            Matrix<double> error =
                ((x * weight.Value) + (Matrix<double>.Build.Dense(4, 1, 1) * bias.Value) - t) / 4;
            (x.Transpose() * error).CopyTo(weight.Gradient);
            error.ColumnSums().ToRowMatrix().CopyTo(bias.Gradient);
            optimizer.Update([weight, bias]);

            double[] actual = [.. weight.Value.ToRowMajorArray(), .. bias.Value.ToRowMajorArray()];
            for (int i = 0; i < actual.Length; i++)
            {
                Assert.True(
                    Math.Abs(actual[i] - expected[step][i]) <= 1e-12,
                    $"{name}, step {step}, number {i}: expected {expected[step][i]}, got {actual[i]}"
                );
            }
        }

        Assert.Equal(Steps, optimizer.Step);
    }
}
