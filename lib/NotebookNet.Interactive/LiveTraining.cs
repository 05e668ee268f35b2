using System.Diagnostics;
using System.Globalization;
using System.Net;
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
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly LiveOutput _output = new();
    private long _lastShown;
    private int _currentEpoch;
    private int _currentStep;
    private int _stepsInAll;
    private double? _lastLoss;
    private double? _onTraining;
    private double? _onValidation;

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
        (_currentEpoch, _currentStep, _stepsInAll, _lastLoss) = (epoch, step, totalSteps, loss);
        if (
            step >= totalSteps
            || (_output.IsLive && Stopwatch.GetElapsedTime(_lastShown) >= s_pause)
        )
        {
            Show();
        }
    }

    /// <summary>Takes the news of an evaluation; fits <see cref="Trainer.OnEpoch"/>.</summary>
    /// <param name="report">Where training stands.</param>
    public void Epoch(EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Epoch(report.Epoch, Accuracy(report.Training), Accuracy(report.Validation));
    }

    /// <summary>Takes the news of an evaluation, for a training loop written by hand.</summary>
    /// <param name="epoch">Finished epochs, 0 before the first update.</param>
    /// <param name="trainingAccuracy">Accuracy on the training data, from 0 to 1, if known.</param>
    /// <param name="validationAccuracy">Accuracy on the validation data, from 0 to 1, if known.</param>
    public void Epoch(int epoch, double? trainingAccuracy = null, double? validationAccuracy = null)
    {
        (_currentEpoch, _onTraining, _onValidation) = (epoch, trainingAccuracy, validationAccuracy);
        Show();
        if (!_output.IsLive)
        {
            Console.WriteLine(Text());
        }
    }

    private static double? Accuracy(Evaluation? evaluation) =>
        evaluation is { HasAccuracy: true } ? evaluation.Accuracy : null;

    private void Show()
    {
        _output.Show(new LiveView(Html(), Text()));
        _lastShown = Stopwatch.GetTimestamp();
    }

    private string Text() => $"{title}: {string.Join(", ", Facts())}";

    private string Html()
    {
        string bar =
            _stepsInAll > 0
                ? $"<progress value=\"{_currentStep}\" max=\"{_stepsInAll}\" style=\"width:300px;vertical-align:middle\"></progress> "
                : "";
        return $"<div style=\"font-size:13px\"><b>{WebUtility.HtmlEncode(title)}</b> {bar}{string.Join(" · ", Facts())}</div>";
    }

    private IEnumerable<string> Facts()
    {
        yield return $"epoch {_currentEpoch}";
        if (_stepsInAll > 0)
        {
            yield return $"step {_currentStep} of {_stepsInAll}";
        }
        if (_lastLoss is { } mean)
        {
            yield return $"loss {mean.ToString("0.0000", CultureInfo.InvariantCulture)}";
        }
        if (_onTraining is { } training)
        {
            yield return $"training accuracy {training.ToString("0.0000", CultureInfo.InvariantCulture)}";
        }
        if (_onValidation is { } validation)
        {
            yield return $"validation accuracy {validation.ToString("0.0000", CultureInfo.InvariantCulture)}";
        }
    }
}
