namespace NotebookNet.Tests.Training;

/// <summary>What only many steps show.</summary>
[Trait("Tier", "long")]
public class SoakTests
{
    [Fact]
    public void A_million_steps_allocate_nothing_and_stay_numbers()
    {
        Dataset data = SmallNetworks.TwoClasses(200);
        Network network = SmallNetworks.Deep(regularizer: new L2(1e-4));
        Optimizer optimizer = new Adam(0.001);
        MiniBatches batches = new(data, 20, seed: 1);
        Train(1000);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Train(1_000_000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Train(int steps)
        {
            for (int step = 0; step < steps; step++)
            {
                double loss = network.Backpropagate(batches.Next());
                if (!double.IsFinite(loss))
                {
                    Assert.Fail($"the loss is {loss} at step {step}");
                }

                optimizer.Update(network.Parameters);
            }
        }
    }
}
