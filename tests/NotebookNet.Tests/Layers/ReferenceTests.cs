using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Layers;

/// <summary>The layers against PyTorch in float64.</summary>
public class ReferenceTests
{
    private const double Tolerance = 1e-12;

    [Theory]
    [InlineData("ReLU")]
    [InlineData("Sigmoid")]
    [InlineData("Tanh")]
    public void Activations_agree_with_PyTorch(string name)
    {
        JsonElement item = Reference.Load("layers.json").GetProperty("elementWise").Named(name);
        ILayer layer = name switch
        {
            "ReLU" => new ReLU(),
            "Sigmoid" => new Sigmoid(),
            _ => new Tanh(),
        };
        Close.Matrices(item.Matrix("y"), layer.Forward(item.Matrix("x"), true), Tolerance);
        Close.Matrices(item.Matrix("dx"), layer.Backward(item.Matrix("dy")), Tolerance);
    }

    [Fact]
    public void Affine_agrees_with_PyTorch()
    {
        JsonElement item = Reference.Load("layers.json").GetProperty("affine");
        var layer = new Affine(5, 3, Initializer.Zeros, RandomNumbers.Create(0));
        item.Matrix("w").CopyTo(layer.Weight);
        item.Matrix("b").CopyTo(layer.Bias);
        Close.Matrices(item.Matrix("y"), layer.Forward(item.Matrix("x"), true), Tolerance);
        Close.Matrices(item.Matrix("dx"), layer.Backward(item.Matrix("dy")), Tolerance);
        Close.Matrices(item.Matrix("dw"), layer.Parameters[0].Gradient, Tolerance);
        Close.Matrices(item.Matrix("db"), layer.Parameters[1].Gradient, Tolerance);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Batch_normalization_agrees_with_PyTorch_pass_after_pass(int index)
    {
        JsonElement item = Reference.Load("layers.json").GetProperty("batchNormalization")[index];
        var layer = new BatchNormalization(
            item.GetProperty("size").GetInt32(),
            item.Number("momentum"),
            item.Number("epsilon")
        );
        item.Matrix("gamma").CopyTo(layer.Gamma);
        item.Matrix("beta").CopyTo(layer.Beta);
        foreach (JsonElement pass in item.GetProperty("passes").EnumerateArray())
        {
            bool training = pass.GetProperty("training").GetBoolean();
            Matrix<double> y = layer.Forward(pass.Matrix("x"), training);
            Close.Matrices(pass.Matrix("y"), y, Tolerance);
            Close.Matrices(pass.Matrix("dx"), layer.Backward(pass.Matrix("dy")), Tolerance);
            Close.Matrices(pass.Matrix("dgamma"), layer.Parameters[0].Gradient, Tolerance);
            Close.Matrices(pass.Matrix("dbeta"), layer.Parameters[1].Gradient, Tolerance);
            Close.Matrices(pass.Matrix("runningMean"), layer.RunningMean, Tolerance);
            Close.Matrices(pass.Matrix("runningVariance"), layer.RunningVariance, Tolerance);
        }
    }
}
