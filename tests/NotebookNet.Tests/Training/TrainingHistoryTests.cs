namespace NotebookNet.Tests.Training;

public class TrainingHistoryTests
{
    private static readonly TrainingHistory s_history = new(
        [4, 2, 1, 3],
        [
            new(0, 0, 0.1, new(4.5, 0.1), new(4.6, 0.125)),
            new(1, 2, 0.1, new(1.5, 0.8), new(1.75, 0.75)),
            new(2, 4, 0.1, new(0.5, 1), new(0.25, 0.875)),
        ]
    );

    [Fact]
    public void Lists_line_up_for_a_chart()
    {
        Assert.Equal([1, 2, 3, 4], s_history.Steps);
        Assert.Equal([0, 1, 2], s_history.EpochNumbers);
        Assert.Equal([0, 2, 4], s_history.EpochSteps);
        Assert.Equal([4.5, 1.5, 0.5], s_history.TrainingLosses);
        Assert.Equal([0.1, 0.8, 1], s_history.TrainingAccuracies);
        Assert.Equal([4.6, 1.75, 0.25], s_history.ValidationLosses);
        Assert.Equal([0.125, 0.75, 0.875], s_history.ValidationAccuracies);
    }

    [Fact]
    public void A_regression_without_test_data_has_no_accuracies_and_no_test_losses()
    {
        var history = new TrainingHistory([1], [new(0, 0, 0.1, new(2, null), null)]);
        Assert.Equal([2], history.TrainingLosses);
        Assert.Empty(history.TrainingAccuracies);
        Assert.Empty(history.ValidationLosses);
        Assert.Empty(history.ValidationAccuracies);
    }

    [Fact]
    public void Smoothing_is_an_exponential_moving_average()
    {
        // 4; 4/2 + 2/2 = 3; 3/2 + 1/2 = 2; 2/2 + 3/2 = 2.5.
        Assert.Equal([4, 3, 2, 2.5], s_history.SmoothedLosses(0.5));
        Assert.Equal(s_history.Losses, s_history.SmoothedLosses(0));
        Assert.Empty(new TrainingHistory([], []).SmoothedLosses());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void A_smoothing_outside_0_to_1_is_refused(double smoothing) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => s_history.SmoothedLosses(smoothing));

    [Fact]
    public void A_history_prints_itself_as_a_table()
    {
        string[] lines = s_history.ToString().Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.Equal(
            ["epoch", "updates", "training", "loss", "accuracy", "validation", "loss", "accuracy"],
            lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );
        Assert.Equal(
            ["2", "4", "0.5", "1.0000", "0.25", "0.8750"],
            lines[3].Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );
        Assert.StartsWith(
            "Stopped early; parameters of epoch 1 kept\n",
            (s_history with { Best = s_history.Epochs[1], StoppedEarly = true }).ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_long_history_prints_its_first_and_last_epochs()
    {
        var history = new TrainingHistory(
            [],
            [
                .. Enumerable
                    .Range(0, 1000)
                    .Select(i => new EpochReport(i, i, 0.1, new(1, 0.5), null)),
            ]
        );
        string[] lines = history.ToString().Split('\n');
        Assert.Equal(22, lines.Length);
        Assert.Contains(lines, line => line.TrimStart().StartsWith("5 ", StringComparison.Ordinal));
        Assert.Contains(lines, line => line == "… 980 more rows …");
        Assert.Contains("999", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2.302585, "2.3026")]
    [InlineData(0.0123, "0.0123")]
    [InlineData(0.001, "0.0010")]
    [InlineData(0.00094, "9.40e-4")]
    [InlineData(1e-6, "1.00e-6")]
    [InlineData(0, "0.0000")]
    [InlineData(-0.5, "-0.5000")]
    [InlineData(123456.789, "123456.7890")]
    [InlineData(1e90, "1.00e90")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "∞")]
    public void A_report_shows_the_size_of_a_loss(double loss, string expected)
    {
        var evaluation = new Evaluation(loss, 0.97);
        Assert.Equal($"loss {expected}, accuracy 0.9700", evaluation.ToString());
        Assert.Equal($"loss {expected}", new Evaluation(loss).ToString());
        Assert.Equal(
            $"epoch 1, step 2: training loss {expected}, accuracy 0.9700; validation loss {expected}",
            new EpochReport(1, 2, 0.1, evaluation, new(loss)).ToString()
        );
        Assert.Equal(
            $"epoch 1, step 2 of 3, learning rate 0.1, loss {expected}",
            new StepReport(1, 2, 3, 0.1, loss).ToString()
        );
        Assert.Equal(
            $"1 updates, loss {expected} at the first, {expected} on average at the last",
            new TrainingHistory([loss], []).ToString()
        );
    }

    [Fact]
    public void A_history_without_evaluations_prints_its_losses()
    {
        Assert.StartsWith(
            "2 updates, loss 4.0000",
            new TrainingHistory([4, 2], []).ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal("0 updates", new TrainingHistory([], []).ToString());
    }
}
