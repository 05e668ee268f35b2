using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet.Tests.Training;

public class FullyConnectedTests
{
    [Fact]
    public void Layers_stand_in_the_usual_order()
    {
        Network network = Network.FullyConnected(
            8,
            [6, 5],
            3,
            activation: () => new Tanh(),
            batchNormalization: true,
            dropout: 0.25
        );
        Assert.Equal(
            [
                "Affine 8 → 6",
                "Batch normalization 6",
                "Tanh",
                "Dropout 0.25",
                "Affine 6 → 5",
                "Batch normalization 5",
                "Tanh",
                "Dropout 0.25",
                "Affine 5 → 3",
            ],
            network.Layers.Select(layer => layer.ToString())
        );
    }

    [Fact]
    public void What_is_left_out_is_ReLU_and_softmax_with_cross_entropy_and_nothing_more()
    {
        Network network = Network.FullyConnected(8, [6], 3);
        Assert.Equal(
            ["Affine 8 → 6", "ReLU", "Affine 6 → 3"],
            network.Layers.Select(layer => layer.ToString())
        );
        Assert.IsType<SoftmaxCrossEntropy>(network.LossFunction);
        Assert.Null(network.Regularizer);
    }

    [Fact]
    public void Without_hidden_sizes_it_is_one_affine_layer() =>
        Assert.Equal(
            "Affine 4 → 2",
            Assert.Single(Network.FullyConnected(4, [], 2).Layers).ToString()
        );

    [Fact]
    public void The_seed_determines_the_weights_and_dropout_does_not_change_them()
    {
        Matrix<double>[] Weights(int seed, double dropout) =>
            [
                .. Network
                    .FullyConnected(8, [6, 5], 3, dropout: dropout, seed: seed)
                    .Parameters.Select(parameter => parameter.Value),
            ];
        Assert.Equal(Weights(1, 0), Weights(1, 0));
        Assert.Equal(Weights(1, 0), Weights(1, 0.5));
        Assert.NotEqual(Weights(1, 0), Weights(2, 0));
    }

    [Fact]
    public void Two_layers_of_one_network_drop_differently()
    {
        Network network = Network.FullyConnected(
            1,
            [50, 50],
            1,
            initializer: Initializer.Constant(1),
            dropout: 0.5
        );
        IReadOnlyList<Matrix<double>> activations = network.Activations(
            Matrix<double>.Build.Dense(20, 1, 1),
            training: true
        );
        Assert.NotEqual(activations[2].Map(Sign), activations[5].Map(Sign));

        static double Sign(double value) => Math.Sign(value);
    }

    [Fact]
    public void Backpropagation_through_every_kind_of_layer_allocates_nothing()
    {
        Network network = Network.FullyConnected(
            20,
            [30, 30],
            10,
            batchNormalization: true,
            dropout: 0.2,
            regularizer: new L2(0.1)
        );
        Matrix<double> input = Draw.Normal(100, 20, 2);
        Targets targets = Targets.FromLabels(Draw.Labels(100, 10, 3), 10);
        Assert.Equal(0, Allocations.Of(() => network.Backpropagate(input, targets)));
    }

    [Fact]
    public void Any_sizes_give_a_network_that_maps_inputs_to_outputs() =>
        Prop.ForAll(
                Gen.Choose(1, 12)
                    .NonEmptyListOf()
                    .Select(sizes => sizes.Take(6).ToArray())
                    .ToArbitrary(),
                sizes =>
                {
                    Network network = Network.FullyConnected(
                        sizes[0],
                        sizes[1..],
                        sizes[^1],
                        batchNormalization: true,
                        dropout: 0.1
                    );
                    Matrix<double> output = network.Predict(Draw.Normal(3, sizes[0], 1), true);
                    return (output.RowCount, output.ColumnCount) == (3, sizes[^1]);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Sizes_and_ratios_out_of_range_are_rejected()
    {
        Rejects("hidden", () => Network.FullyConnected(4, [3, 0], 2));
        Rejects("inputs", () => Network.FullyConnected(0, [3], 2));
        Rejects("outputs", () => Network.FullyConnected(4, [3], 0));
        Rejects("dropout", () => Network.FullyConnected(4, [3], 2, dropout: 1));
        Rejects("dropout", () => Network.FullyConnected(4, [3], 2, dropout: -0.1));

        static void Rejects(string name, Func<object> call) =>
            Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(call).ParamName);
    }
}
