using System.Collections;

namespace NotebookNet.Interactive;

public static partial class Chart
{
    /// <summary>A training as two panels: the loss of each mini-batch with its moving average, and the accuracies after each epoch.</summary>
    /// <param name="history">What happened in the training.</param>
    /// <exception cref="ArgumentException">Nothing happened.</exception>
    /// <example><code>Chart.History(trainer.Train(training, validation)).Titled("It learns")</code></example>
    public static Figure History(TrainingHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        List<Figure> panels = [];
        if (history.Losses.Count > 0)
        {
            int[] steps = [.. Enumerable.Range(1, history.Losses.Count)];
            panels.Add(
                Smoothed(
                        [("mini-batch loss", steps, history.Losses)],
                        Math.Max(1, history.Losses.Count / 50)
                    )
                    .SetTrace("mini-batch loss", "showlegend", false)
                    .Titled("Mini-batch loss, and its moving average")
                    .XAxis("iteration")
                    .YAxis("loss", log: history.Losses.All(loss => loss > 0))
            );
        }
        int[] epochs = [.. history.Epochs.Select(report => report.Epoch)];
        List<(string Name, IEnumerable X, IEnumerable Y)> accuracies = [];
        if (history.TrainingAccuracies.Count > 0)
        {
            accuracies.Add(("training", epochs, history.TrainingAccuracies));
        }
        if (history.ValidationAccuracies.Count > 0)
        {
            accuracies.Add(("validation", epochs, history.ValidationAccuracies));
        }
        if (accuracies.Count > 0)
        {
            panels.Add(Lines(accuracies).Titled("Accuracy").XAxis("epoch").YAxis("accuracy"));
        }
        return Panels(panels).Titled("Training history");
    }
}
