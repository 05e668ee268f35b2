using System.Text.Json;
using System.Text.RegularExpressions;

namespace NotebookNet;

public sealed partial class Trainer
{
    private const string Text = "checkpoint";
    private const string Digest = "sha256";
    private Checkpoint? _loaded;

    /// <summary>
    /// Writes a checkpoint, from which a run that dies goes on bit for bit: network, optimizer, order of the data, generators, and within a call, so
    /// in <see cref="OnStep"/> and <see cref="OnEpoch"/>, its history and early stopping's best network. Which parameters are frozen is part of it. It is a
    /// safetensors file, whose header holds the history: some 20 bytes an update, 100 MB at most.
    /// </summary>
    /// <param name="path">The file, replaced where there is one, and never half-written.</param>
    /// <exception cref="InvalidOperationException">
    /// A number is infinite or not a number, a layer draws from a generator that <see cref="RandomNumbers"/> did not make, the optimizer moves
    /// parameters of another network too, or another thread is using network or optimizer. Nothing is written then.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written, or its header would be too large; what was there is untouched.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    /// <example><code>
    /// Trainer NewTrainer()
    /// {
    ///     Network network = Network.FullyConnected(784, [50], 10, seed: 1);
    ///     Trainer trainer = null;
    ///     return trainer = new Trainer(network, new Adam(0.001)) { OnEpoch = _ => trainer.Save("run.safetensors") };
    /// }
    ///
    /// NewTrainer().Train(training);       // dies in the middle
    /// Trainer again = NewTrainer();       // in a new process
    /// again.Load("run.safetensors");
    /// TrainingHistory whole = again.Train(training);
    /// </code></example>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using OneThread.Turn networkTurn = _network.Enter();
        using OneThread.Turn optimizerTurn = OneThread.Of(_optimizer).Enter("optimizer");
        if (
            _network.EveryLayer.FirstOrDefault(placed =>
                placed.Layer.Random is { } random && !RandomState.CanKeep(random)
            ) is
            { } odd
        )
        {
            throw Refusal(
                $"Layer {odd.Path} ({PlacedLayer.NameOf(odd.Layer)}) draws from a {odd.Layer.Random!.GetType().Name}, whose state is unknown: give it one of RandomNumbers.Create"
            );
        }

        if (_optimizer.States.Keys.Except(_network.Parameters).FirstOrDefault() is { } foreign)
        {
            throw Refusal($"{_optimizer.Name} moves {foreign} too, which is not the network's");
        }

        var checkpoint = new Checkpoint(
            _data is null && _loaded is not null
                ? _loaded.Setup
                : Setup(_call is not null, _data?.Count, _data, _validation),
            _optimizer.Step,
            [.. _network.Parameters.Select(Moved)],
            [.. _network.Draws.Generators.Select(RandomState.Read)],
            _batches?.State ?? _loaded?.Batches,
            _call
        );
        NamedTensor[] tensors = [.. Tensors(checkpoint, isLive: true)];
        if (
            Array.Find(tensors, tensor => !tensor.Value.Enumerate().All(double.IsFinite)) is
            { Name: { } name }
        )
        {
            throw Refusal($"{name} has values that are infinite or not a number");
        }

        string text = JsonSerializer.Serialize(checkpoint, SafetensorsFile.Json);
        SafetensorsFile.Write(
            path,
            tensors,
            new Dictionary<string, string>
            {
                [Text] = text,
                [Digest] = Checkpoint.DigestOf(text, tensors),
            }
        );

        InvalidOperationException Refusal(string why) => new($"{why}; {path} was not written.");
    }

    /// <summary>
    /// Reads what <see cref="Save"/> wrote, into a trainer, a network and an optimizer built the same way. The next <see cref="Train"/> on the same
    /// data finishes the call in which it was written, and returns the history of all of it; if it was written between two calls, the next one is a whole
    /// one, and on data of another size begins its order anew. What was built the same way is told by shapes and by what layers, optimizer and the rest print:
    /// a class of one's own says its settings in ToString. Of the data only size, kind and number of classes are compared.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">
    /// The file is damaged, or of a trainer, network or optimizer built another way; the message says what differs. Nothing has been changed then.
    /// </exception>
    /// <exception cref="InvalidOperationException">Another thread is using network or optimizer, or a callback called it.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public void Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using OneThread.Turn networkTurn = _network.Enter();
        using OneThread.Turn optimizerTurn = OneThread.Of(_optimizer).Enter("optimizer");
        CheckIdle();
        (Checkpoint found, string text, string? digest) = (null!, "", null);
        NamedTensor[] tensors = [];
        Dictionary<string, Matrix<double>> read = SafetensorsFile.Read(
            path,
            metadata =>
            {
                digest = metadata.GetValueOrDefault(Digest);
                text =
                    metadata.GetValueOrDefault(Text)
                    ?? throw new FormatException(
                        "expected what Trainer.Save writes, found no checkpoint"
                    );
                found =
                    JsonSerializer.Deserialize<Checkpoint>(text, SafetensorsFile.Json)
                    ?? throw new FormatException($"expected a checkpoint, found {text}");
                if (
                    Difference(found, Setup(true, found.Batches?.Order.Length, null, null)) is
                    { } difference
                )
                {
                    throw new FormatException(difference);
                }

                return tensors = [.. Tensors(found, isLive: false)];
            }
        );
        if (
            Checkpoint.DigestOf(text, tensors.Select(item => item with { Value = read[item.Name] }))
            != digest
        )
        {
            throw new InvalidDataException(
                $"{path}: the checkpoint is damaged: its {Digest} is not that of what it holds."
            );
        }

        foreach (NamedTensor tensor in _network.Tensors)
        {
            read[$"network.{tensor.Name}"].CopyTo(tensor.Value);
        }

        _optimizer.Step = found.Step;
        _optimizer.States.Clear();
        foreach (
            (Parameter parameter, Checkpoint.Moved moved) in _network.Parameters.Zip(
                found.Parameters
            )
        )
        {
            parameter.IsFrozen = moved.IsFrozen;
            OptimizerState state = new(_optimizer.Name, parameter) { Updates = moved.Updates };
            _optimizer.States.Add(parameter, state);
            foreach (string name in moved.Matrices)
            {
                state[name] = read[$"optimizer.{moved.Name}.{name}"];
            }
        }

        foreach ((Random random, ulong[] words) in _network.Draws.Generators.Zip(found.Words))
        {
            RandomState.Write(random, words);
        }

        (_loaded, _call, _data, _batches) = (found, found.Call, null, null);
        _call?.BestTensors = BestTensors(tensor => read[$"best.{tensor.Name}"]);
    }

    private Checkpoint.Moved Moved(Parameter parameter)
    {
        OptimizerState? state = _optimizer.States.GetValueOrDefault(parameter);
        string name = _network.Tensors.First(item => item.Value == (object)parameter.Value).Name;
        return new(name, parameter.IsFrozen, state?.Updates ?? 0, [.. state?.Names ?? []]);
    }

    /// <summary>What a checkpoint's file holds; not live, for the sake of names and shapes.</summary>
    private IEnumerable<NamedTensor> Tensors(Checkpoint checkpoint, bool isLive) =>
        [
            .. _network.Tensors.Select(tensor => tensor with { Name = $"network.{tensor.Name}" }),
            .. _network
                .Parameters.Zip(checkpoint.Parameters)
                .SelectMany(item =>
                    item.Second.Matrices.Select(name => new NamedTensor(
                        $"optimizer.{item.Second.Name}.{name}",
                        isLive ? _optimizer.States[item.First][name] : item.First.Value
                    ))
                ),
            .. (
                isLive ? _call?.BestTensors ?? []
                : checkpoint.Call is null ? []
                : BestTensors(tensor => tensor.Value)
            ).Select(tensor => tensor with { Name = $"best.{tensor.Name}" }),
        ];

    private NamedTensor[] BestTensors(Func<NamedTensor, Matrix<double>> value) =>
        EarlyStopping is null
            ? []
            : [.. _network.Tensors.Select(tensor => tensor with { Value = value(tensor) })];

    /// <summary>All that must be as it was for a run to go on bit for bit, so far as it is known: the settings of a call within one, the data in a training.</summary>
    private Dictionary<string, string> Setup(
        bool isWithinCall,
        int? samples,
        Dataset? training,
        Dataset? validation
    )
    {
        (string Name, object? Value, bool IsKnown)[] all =
        [
            ("layers", string.Join("; ", _network.EveryLayer), true),
            ("tensors", string.Join(", ", _network.Tensors.Select(Description)), true),
            ("generators", _network.Draws.Generators.Count, true),
            ("loss", _network.LossFunction, true),
            ("regularizer", _network.Regularizer, true),
            ("optimizer", _optimizer, true),
            ("drop last", DropLast, true),
            ("augmentation", Augmentation, true),
            ("seed", Seed, true),
            ("batch size", BatchSizeFor(samples ?? 0), samples is not null),
            ("training data", training, training is not null),
            ("validation data", validation, training is not null && isWithinCall),
            ("steps", Steps, isWithinCall),
            ("epochs", Steps is null ? Epochs : null, isWithinCall),
            ("early stopping", EarlyStopping, isWithinCall),
            ("evaluation limit", EvaluationLimit, isWithinCall),
        ];

        // A class that a cell declares lies within one that is called by the number of its run.
        return all.Where(item => item.IsKnown)
            .ToDictionary(
                item => item.Name,
                item => Regex.Replace(Invariant($"{item.Value ?? "none"}"), @"Submission#\d+\+", "")
            );

        static string Description(NamedTensor tensor) => $"{tensor.Name} {tensor.Value.Shape()}";
    }

    /// <summary>The first setting of a checkpoint that is another one here, as a clause.</summary>
    private static string? Difference(Checkpoint checkpoint, Dictionary<string, string> here) =>
        here.Where(item =>
                checkpoint.Setup.TryGetValue(item.Key, out string? there) && there != item.Value
            )
            .Select(item =>
                $"{item.Key}: {item.Value} here, {checkpoint.Setup[item.Key]} in the checkpoint"
            )
            .FirstOrDefault();
}
