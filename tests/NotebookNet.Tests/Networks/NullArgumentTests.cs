using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Training;

public sealed class NullArgumentTests
{
    private static readonly Random s_random = RandomNumbers.Create(1);
    private static readonly Matrix<double> s_matrix = Matrix<double>.Build.Dense(2, 2, 1);
    private static readonly Vector<double> s_vector = Vector<double>.Build.Dense(2, 1);
    private static readonly Network s_network = Network.FullyConnected(2, [2], 2);

    /// <summary>Calls with one null, and the parameter that the refusal must name.</summary>
    public static TheoryData<string, string, Action> Calls =>
        new()
        {
            { "Affine", "initializer", () => _ = new Affine(2, 2, null!, s_random) },
            { "Affine", "random", () => _ = new Affine(2, 2, Initializer.He, null!) },
            {
                "Affine.Forward",
                "input",
                () => new Affine(2, 2, Initializer.He, s_random).Forward(null!, true)
            },
            {
                "Affine.Backward",
                "outputGradient",
                () => Backward(new Affine(2, 2, Initializer.He, s_random))
            },
            { "ReLU.Forward", "input", () => new ReLU().Forward(null!, true) },
            { "ReLU.Backward", "outputGradient", () => Backward(new ReLU()) },
            { "Dropout", "random", () => _ = new Dropout(0.5, null!) },
            { "Dropout.Forward", "input", () => new Dropout(0.5, s_random).Forward(null!, true) },
            { "Dropout.Backward", "outputGradient", () => Backward(new Dropout(0.5, s_random)) },
            {
                "BatchNormalization.Forward",
                "input",
                () => new BatchNormalization(2).Forward(null!, true)
            },
            {
                "BatchNormalization.Backward",
                "outputGradient",
                () => Backward(new BatchNormalization(2))
            },
            { "Parameter", "name", () => _ = new Parameter(null!, s_matrix) },
            { "Parameter", "value", () => _ = new Parameter("weight", null!) },
            { "Initializer", "name", () => _ = new Initializer(null!, (_, _) => { }) },
            { "Initializer", "fill", () => _ = new Initializer("own", null!) },
            { "Initializer.Create", "random", () => Initializer.He.Create(2, 2, null!) },
            { "L1.Penalty", "weight", () => new L1(0.1).Penalty(null!) },
            { "L1.AddGradient", "weight", () => new L1(0.1).AddGradient(null!, s_matrix) },
            { "L1.AddGradient", "gradient", () => new L1(0.1).AddGradient(s_matrix, null!) },
            { "L2.Penalty", "weight", () => new L2(0.1).Penalty(null!) },
            { "L2.AddGradient", "weight", () => new L2(0.1).AddGradient(null!, s_matrix) },
            { "L2.AddGradient", "gradient", () => new L2(0.1).AddGradient(s_matrix, null!) },
            { "Optimizer", "learningRate", () => _ = new SGD(null!) },
            { "Optimizer.Update", "parameters", () => new SGD(0.1).Update(null!) },
            { "Optimizer.Path", "gradient", () => new SGD(0.1).Path(null!, s_vector, 1) },
            { "Optimizer.Path", "start", () => new SGD(0.1).Path(x => x, null!, 1) },
            {
                "NumericalDerivative.Forward",
                "function",
                () => NumericalDerivative.Forward(null!, 1)
            },
            {
                "NumericalDerivative.Central",
                "function",
                () => NumericalDerivative.Central(null!, 1)
            },
            {
                "NumericalGradient of a vector",
                "function",
                () => NumericalGradient.Of((Func<Vector<double>, double>)null!, s_vector)
            },
            {
                "NumericalGradient of a vector",
                "at",
                () => NumericalGradient.Of(x => x[0], (Vector<double>)null!)
            },
            {
                "NumericalGradient of a matrix",
                "function",
                () => NumericalGradient.Of((Func<Matrix<double>, double>)null!, s_matrix)
            },
            {
                "NumericalGradient of a matrix",
                "at",
                () => NumericalGradient.Of(x => x[0, 0], (Matrix<double>)null!)
            },
            {
                "NumericalGradient of a network",
                "network",
                () => NumericalGradient.Of(null!, s_matrix, Targets.FromLabels([0, 1], 2))
            },
            { "Network", "layers", () => _ = new Network(2, null!, new SumSquaredError()) },
            { "Network", "loss", () => _ = new Network(2, [new ReLU()], null!) },
            { "Network of a name", "name", () => _ = s_network[null!] },
            { "Network.FullyConnected", "hidden", () => Network.FullyConnected(2, null!, 2) },
            { "Network.Predict", "input", () => s_network.Predict(null!) },
            { "Network.Backpropagate", "batch", () => s_network.Backpropagate(null!) },
            { "Network.Evaluate", "dataset", () => s_network.Evaluate(null!) },
            { "Network.Save", "path", () => s_network.Save(null!) },
            { "Network.Load", "path", () => s_network.Load(null!) },
            {
                "Trainer.Train",
                "training",
                () => new Trainer(s_network, new SGD(0.1)).Train(null!)
            },
        };

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_null_is_refused_by_name(string what, string name, Action call)
    {
        ArgumentNullException refusal = Assert.Throws<ArgumentNullException>(call);
        Assert.True(
            name == refusal.ParamName,
            $"{what}: expected {name}, got {refusal.ParamName}."
        );
    }

    private static void Backward(ILayer layer)
    {
        layer.Forward(s_matrix, training: true);
        layer.Backward(null!);
    }
}
