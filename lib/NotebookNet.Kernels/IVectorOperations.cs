namespace NotebookNet.Kernels;

/// <summary>The operations of one vector width that the tiles of a product are made of.</summary>
/// <typeparam name="TVector">A register of doubles.</typeparam>
internal unsafe interface IVectorOperations<TVector>
    where TVector : unmanaged
{
    /// <summary>How many doubles a register holds.</summary>
    static abstract int Count { get; }

    /// <summary>Whether 24 sums of a tile fit the registers; else 12 do.</summary>
    static abstract bool HasManyRegisters { get; }

    static abstract TVector Load(double* source);

    static abstract void Store(TVector value, double* destination);

    static abstract TVector Broadcast(double* source);

    /// <summary>x·y + sum with one rounding.</summary>
    static abstract TVector FusedMultiplyAdd(TVector x, TVector y, TVector sum);
}
