using System.Collections;
using Plotly.NET;

namespace NotebookNet.Interactive;

public static partial class Plot
{
    /// <summary>
    /// A training as two panels over its epochs: the losses (of each mini-batch with their moving average, and after each epoch on the
    /// training and the validation data), and the accuracies. The mini-batches' loss alone has the regularizer's penalty in it.
    /// </summary>
    /// <param name="history">What happened in the training; where nothing was evaluated, it is drawn over the iterations.</param>
    /// <exception cref="ArgumentException">Nothing happened, or no loss is finite.</exception>
    /// <example><code>Plot.History(trainer.Train(training, validation)).Titled("It learns")</code></example>
    public static GenericChart History(TrainingHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        IReadOnlyList<EpochReport> reports = history.Epochs;
        EpochReport? last = reports.LastOrDefault(report => report.Epoch > 0 && report.Step > 0);
        double stepsPerEpoch = last is null ? 1 : (double)last.Step / last.Epoch;
        string axis = last is null ? "iteration" : "epoch";

        GenericChart? losses = null;
        if (history.Losses.Any(double.IsFinite))
        {
            IEnumerable<double> epochs = history.Steps.Select(step => step / stepsPerEpoch);
            int window = Math.Max(1, history.Losses.Count / 50);
            losses = Smoothed([("mini-batches", epochs, history.Losses)], window);
        }
        if (Evaluations(reports, evaluation => evaluation?.Loss) is { } evaluated)
        {
            losses = losses?.With(evaluated) ?? evaluated;
        }
        List<GenericChart> panels = [];
        if (losses is not null)
        {
            bool positive =
                history.Losses.All(loss => !(loss <= 0))
                && reports.All(report =>
                    !(report.Training.Loss <= 0) && !(report.Validation?.Loss <= 0)
                );
            panels.Add(losses.Titled("Loss").XAxis(axis).YAxis("loss", log: positive));
        }
        if (Evaluations(reports, Accuracy) is { } accuracies)
        {
            panels.Add(accuracies.Titled("Accuracy").XAxis(axis).YAxis("accuracy"));
        }
        return Panels(panels).Titled("Training history");
    }

    private static double? Accuracy(Evaluation? evaluation) =>
        evaluation is { HasAccuracy: true } ? evaluation.Accuracy : null;

    private static GenericChart? Evaluations(
        IReadOnlyList<EpochReport> reports,
        Func<Evaluation?, double?> value
    )
    {
        int[] epochs = [.. reports.Select(report => report.Epoch)];
        List<(string Name, IEnumerable X, IEnumerable Y)> curves =
        [
            ("training", epochs, reports.Select(report => value(report.Training))),
            ("validation", epochs, reports.Select(report => value(report.Validation))),
        ];
        curves.RemoveAll(curve =>
            !curve.Y.Cast<double?>().Any(y => y is { } number && double.IsFinite(number))
        );
        return curves.Count == 0 ? null : Lines(curves);
    }
}
