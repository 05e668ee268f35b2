using MathNet.Numerics.LinearAlgebra;
using NotebookNet.Tests.Training;

namespace NotebookNet.Tests.Optimizers;

public class FreezingTests
{
    // reference/freezing.py
    private static readonly double[][] s_adam =
    [
        [0.9000000005, -2.0],
        [0.8001664866210928, -2.0],
        [0.8001664866210928, -2.0],
        [0.8001664866210928, -2.0],
        [0.8001664866210928, -1.900000001],
        [0.7006233928121139, -1.8004122297123382],
        [0.6015048963195331, -1.701586274504415],
        [0.502955782592986, -1.603939062682108],
    ];

    private static readonly double[][] s_adamW =
    [
        [0.8990000005, -2.0],
        [0.7982695339216127, -2.0],
        [0.7982695339216127, -2.0],
        [0.7982695339216127, -2.0],
        [0.7982695339216127, -1.898000001],
        [0.6979336601816276, -1.796525862913443],
        [0.598127557353437, -1.6959376286691792],
        [0.49899685370465585, -1.5966653986270523],
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_parameter_that_was_frozen_goes_on_with_its_own_count_of_updates(bool decays)
    {
        Parameter[] parameters = [One("first", 1), One("second", -2)];
        Optimizer optimizer = decays ? new AdamW(0.1) : new Adam(0.1);
        double[][] expected = decays ? s_adamW : s_adam;
        for (int step = 1; step <= expected.Length; step++)
        {
            parameters[0].IsFrozen = step is >= 3 and <= 5;
            parameters[1].IsFrozen = step <= 4;
            foreach (Parameter parameter in parameters)
            {
                parameter.Gradient[0, 0] = parameter.Value[0, 0] + 1;
            }

            optimizer.Update(parameters);
            Assert.Equal(expected[step - 1][0], parameters[0].Value[0, 0], 1e-14);
            Assert.Equal(expected[step - 1][1], parameters[1].Value[0, 0], 1e-14);
        }

        Assert.Equal(expected.Length, optimizer.Step);
    }

    [Fact]
    public void The_schedule_goes_by_the_optimizers_step_and_not_by_the_parameters()
    {
        Parameter parameter = One("weight", 0);
        var optimizer = new SGD(LearningRateSchedule.Step(1, 0.5, every: 1));
        parameter.Gradient[0, 0] = 1;
        parameter.IsFrozen = true;
        optimizer.Update([parameter]);
        optimizer.Update([parameter]);
        parameter.IsFrozen = false;
        optimizer.Update([parameter]);
        Assert.Equal(-0.25, parameter.Value[0, 0]);
    }

    [Fact]
    public void A_frozen_layer_stays_as_it_is_under_decay_and_nothing_is_remembered_of_it()
    {
        Network network = SmallNetworks.Deep(regularizer: new L2(0.1));
        foreach (Parameter parameter in network.Layers[0].Parameters)
        {
            parameter.IsFrozen = true;
        }

        double[] before = network.Parameters[0].Value.ToColumnMajorArray();
        double[] last = network.Parameters[^2].Value.ToColumnMajorArray();
        var optimizer = new AdamW(0.1, weightDecay: 0.5);
        new Trainer(network, optimizer) { Epochs = 2 }.Train(SmallNetworks.TwoClasses(50));
        Assert.Equal(before, network.Parameters[0].Value.ToColumnMajorArray());
        Assert.NotEqual(last, network.Parameters[^2].Value.ToColumnMajorArray());
        Assert.Empty(optimizer.States[network.Parameters[0]].Names);
        Assert.Equal(0, optimizer.States[network.Parameters[0]].Updates);
        Assert.Equal(2, optimizer.States[network.Parameters[^1]].Updates);
    }

    [Fact]
    public void All_can_be_frozen_and_thawed()
    {
        Parameter[] parameters = [One("a", 1), One("b", 1)];
        var optimizer = new Adam(0.1);
        Freeze(true);
        optimizer.Update(parameters);
        Assert.All(parameters, parameter => Assert.Equal(1, parameter.Value[0, 0]));
        Freeze(false);
        optimizer.Update(parameters);
        Assert.All(parameters, parameter => Assert.NotEqual(1, parameter.Value[0, 0]));

        void Freeze(bool isFrozen)
        {
            foreach (Parameter parameter in parameters)
            {
                parameter.IsFrozen = isFrozen;
                parameter.Gradient[0, 0] = 1;
            }
        }
    }

    [Fact]
    public void A_network_that_grew_is_admitted_and_its_new_parameters_begin_at_their_first_update()
    {
        Parameter old = One("old", 0);
        Parameter young = One("young", 0);
        (old.Gradient[0, 0], young.Gradient[0, 0]) = (1, 1);
        var optimizer = new Adam(0.1);
        optimizer.Update([old]);
        double first = old.Value[0, 0];
        optimizer.Update([old, young]);
        Assert.Equal(first, young.Value[0, 0]);
        optimizer.Update([young]);
    }

    [Fact]
    public void A_parameter_twice_in_a_list_is_refused_by_name_and_nothing_moves()
    {
        Parameter a = One("a", 1);
        Parameter b = One("b", 1);
        (a.Gradient[0, 0], b.Gradient[0, 0]) = (1, 1);
        var optimizer = new SGD(0.1);
        ArgumentException exception = Assert.Throws<ArgumentException>(() =>
            optimizer.Update([b, a, b])
        );
        Assert.Contains("b 1×1 twice", exception.Message, StringComparison.Ordinal);
        Assert.Contains("at 0 and at 2", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, b.Value[0, 0]);
        Assert.Equal(0, optimizer.Step);
    }

    private static Parameter One(string name, double value) =>
        new(name, Matrix<double>.Build.Dense(1, 1, value));
}
