using System.Diagnostics;
using System.Globalization;
using NotebookNet.Interactive.Formatting;
using NotebookNet.Interactive.Live;

namespace NotebookNet.Interactive;

/// <summary>
/// A training to watch: a progress bar with loss and accuracy that updates in place in a notebook, at most ten times a second and after
/// each epoch; on a console, a line for each epoch. It holds no times, so that a stored notebook is the same after each run.
/// </summary>
/// <param name="title">What is trained, shown before the numbers.</param>
/// <example><code>
/// LiveTraining live = new("784-50-10, SGD");
/// Trainer trainer = new(network, new SGD(0.1)) { Epochs = 16, OnStep = live.Step, OnEpoch = live.Epoch };
/// </code></example>
public sealed class LiveTraining(string title = "Training")
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly LiveOutput output = new();
    private long lastShown;
    private int currentEpoch;
    private int currentStep;
    private int stepsInAll;
    private double? lastLoss;
    private double? onTraining;
    private double? onTest;

    /// <summary>Takes the news of one update; fits <see cref="Trainer.OnStep"/>.</summary>
    /// <param name="report">Where training stands.</param>
    public void Step(StepReport report) =>
        Step(report.Epoch, report.Step, report.TotalSteps, report.Loss);

    /// <summary>Takes the news of one update, for a training loop written by hand.</summary>
    /// <param name="epoch">The epoch under way, from 1.</param>
    /// <param name="step">Updates so far, from 1.</param>
    /// <param name="totalSteps">Updates that there are to be.</param>
    /// <param name="loss">The mini-batch's loss.</param>
    public void Step(int epoch, int step, int totalSteps, double loss)
    {
        (currentEpoch, currentStep, stepsInAll, lastLoss) = (epoch, step, totalSteps, loss);
        if (step >= totalSteps || (output.IsLive && Stopwatch.GetElapsedTime(lastShown) >= Pause))
        {
            Show();
        }
    }

    /// <summary>Takes the news of an evaluation; fits <see cref="Trainer.OnEpoch"/>.</summary>
    /// <param name="report">Where training stands.</param>
    public void Epoch(EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Epoch(report.Epoch, report.Training.Accuracy, report.Test?.Accuracy);
    }

    /// <summary>Takes the news of an evaluation, for a training loop written by hand.</summary>
    /// <param name="epoch">Finished epochs, 0 before the first update.</param>
    /// <param name="trainingAccuracy">Accuracy on the training data, from 0 to 1, if known.</param>
    /// <param name="testAccuracy">Accuracy on the test data, from 0 to 1, if known.</param>
    public void Epoch(int epoch, double? trainingAccuracy = null, double? testAccuracy = null)
    {
        (currentEpoch, onTraining, onTest) = (epoch, trainingAccuracy, testAccuracy);
        Show();
        if (!output.IsLive)
        {
            Console.WriteLine(Text());
        }
    }

    private void Show()
    {
        output.Show(new LiveView(Html(), Text()));
        lastShown = Stopwatch.GetTimestamp();
    }

    private string Text() => $"{title}: {string.Join(", ", Facts())}";

    private string Html()
    {
        string bar =
            stepsInAll > 0
                ? $"<progress value=\"{currentStep}\" max=\"{stepsInAll}\" style=\"width:300px;vertical-align:middle\"></progress> "
                : "";
        return $"<div style=\"font-size:13px\"><b>{HtmlTable.Escape(title)}</b> {bar}{string.Join(" · ", Facts())}</div>";
    }

    private IEnumerable<string> Facts()
    {
        yield return $"epoch {currentEpoch}";
        if (stepsInAll > 0)
        {
            yield return $"step {currentStep} of {stepsInAll}";
        }
        if (lastLoss is { } mean)
        {
            yield return $"loss {mean.ToString("0.0000", CultureInfo.InvariantCulture)}";
        }
        if (onTraining is { } training)
        {
            yield return $"training accuracy {training.ToString("0.0000", CultureInfo.InvariantCulture)}";
        }
        if (onTest is { } test)
        {
            yield return $"test accuracy {test.ToString("0.0000", CultureInfo.InvariantCulture)}";
        }
    }
}
