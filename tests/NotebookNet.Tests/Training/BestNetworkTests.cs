namespace NotebookNet.Tests.Training;

public sealed class BestNetworkTests
{
    /// <summary>A rate so small that no weight changes, and the loss is the same to the last bit after every epoch.</summary>
    private const double NoMove = 1e-300;

    [Fact]
    public void A_loss_that_only_stays_the_same_is_no_improvement()
    {
        TrainingHistory history = new Trainer(SmallNetworks.OneWeight(), new SGD(NoMove))
        {
            Epochs = 100,
            BatchSize = 4,
            EarlyStopping = new EarlyStopping(patience: 3),
        }.Train(SmallNetworks.Line(5), SmallNetworks.Line(2));

        Assert.Single(history.ValidationLosses.Distinct());
        Assert.Equal(0, history.Best!.Epoch);
        Assert.Equal(3, history.Epochs[^1].Epoch);
        Assert.True(history.StoppedEarly);
    }
}
