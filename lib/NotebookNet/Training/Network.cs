using System.Text;
using MathNet.Numerics.LinearAlgebra;

namespace NotebookNet;

/// <summary>A feed-forward network: layers one after another, and the loss that training lowers.</summary>
public sealed partial class Network
{
    private const int EvaluationBatchSize = 1000;
    private readonly int[] sizes;

    /// <summary>A network of layers.</summary>
    /// <param name="inputs">Number of columns D of its input, ≥ 1.</param>
    /// <param name="layers">The layers in order, at least one; each must take what the one before gives.</param>
    /// <param name="loss">The loss on the last layer's output.</param>
    /// <param name="regularizer">A penalty on the weights that is added to the loss.</param>
    /// <exception cref="ArgumentException">There is no layer, or two do not fit.</exception>
    public Network(
        int inputs,
        IReadOnlyList<ILayer> layers,
        ILoss loss,
        IRegularizer? regularizer = null
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(loss);
        if (layers.Count == 0)
        {
            throw new ArgumentException(
                "A network needs at least one layer, got none.",
                nameof(layers)
            );
        }

        Inputs = inputs;
        Layers = [.. layers];
        LossFunction = loss;
        Regularizer = regularizer;
        sizes = new int[layers.Count];
        for (int i = 0, size = inputs; i < layers.Count; i++)
        {
            size = layers[i].OutputSize(size);
            sizes[i] = size;
        }

        Parameters = [.. Layers.SelectMany(layer => layer.Parameters)];
    }

    /// <summary>Number of columns D of the input.</summary>
    public int Inputs { get; }

    /// <summary>Number of columns of the output.</summary>
    public int Outputs => sizes[^1];

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<ILayer> Layers { get; }

    /// <summary>The loss on the last layer's output.</summary>
    public ILoss LossFunction { get; }

    /// <summary>The penalty on the weights, if any.</summary>
    public IRegularizer? Regularizer { get; }

    /// <summary>All layers' parameters, in the order of the layers.</summary>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The last layer's output.</summary>
    /// <param name="input">N×D, one sample a row.</param>
    /// <param name="training">Whether dropout drops and batch normalization uses the batch's statistics.</param>
    /// <returns>N×C; overwritten by the next call.</returns>
    public Matrix<double> Predict(Matrix<double> input, bool training = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        Matrix<double> output = input;
        foreach (ILayer layer in Layers)
        {
            output = layer.Forward(output, training);
        }

        return output;
    }

    /// <summary>The batch's mean loss, the regularizer's penalty included.</summary>
    /// <param name="input">N×D, one sample a row.</param>
    /// <param name="targets">N targets.</param>
    /// <param name="training">Whether dropout drops and batch normalization uses the batch's statistics.</param>
    public double Loss(Matrix<double> input, Targets targets, bool training = false) =>
        LossFunction.Forward(Predict(input, training), targets) + Penalty();

    /// <summary>
    /// Backpropagation: computes the loss of a training step and its gradient with respect to every parameter, into
    /// <see cref="Parameter.Gradient"/>.
    /// </summary>
    /// <param name="input">N×D, one sample a row.</param>
    /// <param name="targets">N targets.</param>
    /// <returns>The batch's mean loss, the regularizer's penalty included.</returns>
    public double Gradient(Matrix<double> input, Targets targets)
    {
        double loss = Loss(input, targets, training: true);
        Matrix<double> gradient = LossFunction.Backward();
        for (int i = Layers.Count - 1; i > 0; i--)
        {
            gradient = Layers[i].Backward(gradient);
        }

        Layers[0].BackwardToParameters(gradient);
        if (Regularizer is not null)
        {
            for (int i = 0; i < Parameters.Count; i++)
            {
                if (Parameters[i].IsRegularized)
                {
                    Regularizer.AddGradient(Parameters[i].Value, Parameters[i].Gradient);
                }
            }
        }

        return loss;
    }

    /// <summary>Backpropagation on a mini-batch: see <see cref="Gradient(Matrix{double}, Targets)"/>.</summary>
    public double Gradient(Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return Gradient(batch.Input, batch.Targets);
    }

    /// <summary>Loss (without regularization) and accuracy on a data set, in evaluation mode.</summary>
    public Evaluation Evaluate(Dataset dataset)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        double loss = 0;
        int right = 0;
        var indices = new int[Math.Min(EvaluationBatchSize, dataset.Count)];
        var scratch = new int[indices.Length];
        Batch? batch = null;
        for (int start = 0; start < dataset.Count; start += indices.Length)
        {
            int count = Math.Min(indices.Length, dataset.Count - start);
            for (int i = 0; i < count; i++)
            {
                indices[i] = start + i;
            }

            batch = batch?.Count == count ? batch : dataset.NewBatch(count);
            dataset.Gather(indices.AsSpan(0, count), batch, scratch);
            Matrix<double> output = Predict(batch.Input);
            loss += LossFunction.Forward(output, batch.Targets) * count;
            if (dataset.HasLabels)
            {
                right += Accuracies.CountRight(output, batch.Targets);
            }
        }

        return new Evaluation(
            loss / dataset.Count,
            dataset.HasLabels ? (double)right / dataset.Count : null
        );
    }

    /// <summary>A copy of every layer's output, in the order of the layers: for histograms of activations.</summary>
    /// <param name="input">N×D, one sample a row.</param>
    /// <param name="training">Whether dropout drops and batch normalization uses the batch's statistics.</param>
    public IReadOnlyList<Matrix<double>> Activations(Matrix<double> input, bool training = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        var activations = new List<Matrix<double>>(Layers.Count);
        Matrix<double> output = input;
        foreach (ILayer layer in Layers)
        {
            output = layer.Forward(output, training);
            activations.Add(output.Clone());
        }

        return activations;
    }

    /// <summary>The network as a table: each layer, the columns of its output, its number of parameters.</summary>
    public override string ToString()
    {
        var rows = new List<(string Layer, string Output, string Parameters)>
        {
            ("layer", "output", "parameters"),
        };
        for (int i = 0; i < Layers.Count; i++)
        {
            rows.Add(
                (
                    Layers[i].ToString() ?? "",
                    $"{sizes[i]}",
                    $"{Layers[i].Parameters.Sum(parameter => parameter.Count)}"
                )
            );
        }

        rows.Add(
            (
                LossFunction.ToString() ?? "",
                "",
                $"{Parameters.Sum(parameter => parameter.Count)} in all"
            )
        );
        int first = rows.Max(row => row.Layer.Length);
        int second = rows.Max(row => row.Output.Length);
        int third = rows.Max(row => row.Parameters.Length);
        var table = new StringBuilder();
        foreach ((string layer, string output, string parameters) in rows)
        {
            table.AppendLine(
                $"{layer.PadRight(first)}  {output.PadLeft(second)}  {parameters.PadLeft(third)}".TrimEnd()
            );
        }

        return table.ToString().TrimEnd();
    }

    private double Penalty()
    {
        double penalty = 0;
        if (Regularizer is not null)
        {
            for (int i = 0; i < Parameters.Count; i++)
            {
                if (Parameters[i].IsRegularized)
                {
                    penalty += Regularizer.Penalty(Parameters[i].Value);
                }
            }
        }

        return penalty;
    }
}
