namespace NotebookNet.Tests.Training.Search;

public class SearchTests
{
    private static readonly SearchSpace s_space = new()
    {
        ["learning rate"] = SearchRange.LogUniform(1e-6, 1e-2),
        ["weight decay"] = SearchRange.Uniform(-1, 3),
        ["units"] = SearchRange.Integer(10, 12),
        ["optimizer"] = SearchRange.Choice("SGD", "Adam", "AdamW"),
    };

    [Fact]
    public void A_space_runs_each_kind_of_search()
    {
        static double Score(SearchTrial trial) => trial["learning rate"] + trial.Budget;

        List<SearchResult> told = [];
        Same(
            s_space.RandomSearch(5, Score, seed: 3),
            s_space.RandomSearch(5, Score, 1, told.Add, seed: 3)
        );
        Assert.Equal(5, told.Count);
        Same(s_space.GridSearch(2, Score, seed: 3), s_space.GridSearch(2, Score, seed: 3));
        Same(
            s_space.SuccessiveHalving(8, 1, 2, Score, seed: 3),
            s_space.SuccessiveHalving(8, 1, 2, Score, seed: 3)
        );

        static void Same(SearchResults expected, SearchResults actual)
        {
            Assert.Equal(
                expected.Trials.Select(result => (result.Score, result.Trial.Seed)),
                actual.Trials.Select(result => (result.Score, result.Trial.Seed))
            );
            Assert.Equal(expected.TotalBudget, actual.TotalBudget);
        }
    }

    [Fact]
    public void Random_values_lie_in_their_ranges_and_spread_over_them()
    {
        SearchResults results = s_space.RandomSearch(trials: 2000, _ => 0, seed: 1);
        IReadOnlyList<double> rates = results.Values("learning rate");
        Assert.All(rates, rate => Assert.InRange(rate, 1e-6, 1e-2));
        // A quarter in each of the four decades; the standard error of a count is 19.
        for (int decade = -6; decade < -2; decade++)
        {
            int count = rates.Count(rate => Math.Floor(Math.Log10(rate)) == decade);
            Assert.InRange(count, 400, 600);
        }

        IReadOnlyList<double> decays = results.Values("weight decay");
        Assert.All(decays, decay => Assert.InRange(decay, -1, 3));
        Assert.InRange(decays.Average(), 0.9, 1.1);
        Assert.All(
            [10, 11, 12],
            units =>
                Assert.InRange(results.Values("units").Count(value => value == units), 567, 767)
        );
        Assert.All(
            [0, 1, 2],
            choice =>
                Assert.InRange(
                    results.Values("optimizer").Count(value => value == choice),
                    567,
                    767
                )
        );
        Assert.Equal(2000, results.Trials.Select(result => result.Trial.Seed).Distinct().Count());
        Assert.Equal(
            Enumerable.Range(0, 2000),
            results.Trials.Select(result => result.Trial.Index)
        );
    }

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    public void Results_do_not_depend_on_the_number_of_threads(int threads)
    {
        SearchResults one = Train(1);
        SearchResults several = Train(threads);
        Assert.Equal(one.ToString(), several.ToString());
        Assert.Equal(
            one.Trials.Select(result => (result.Trial.Index, result.Trial.Seed, result.Score)),
            several.Trials.Select(result => (result.Trial.Index, result.Trial.Seed, result.Score))
        );
        Assert.Equal(
            one.Ranked.Select(result => result.Trial.Index),
            several.Ranked.Select(result => result.Trial.Index)
        );

        // Large enough for kernels to share a product among threads, were they free to.
        static SearchResults Train(int threads) =>
            new SearchSpace
            {
                ["learning rate"] = SearchRange.LogUniform(1e-3, 1),
                ["units"] = SearchRange.Integer(100, 200),
            }.RandomSearch(
                trials: 9,
                trial =>
                {
                    Network network = Network.FullyConnected(
                        2,
                        [trial.Integer("units"), trial.Integer("units")],
                        2,
                        dropout: 0.1,
                        seed: trial.Seed
                    );
                    new Trainer(network, new Momentum(trial["learning rate"]))
                    {
                        Steps = 10,
                        BatchSize = 100,
                        Seed = trial.Seed,
                        EvaluationLimit = 0,
                    }.Train(SmallNetworks.TwoClasses(200));
                    return -network.Evaluate(SmallNetworks.TwoClasses(100, seed: 2)).Loss;
                },
                threads,
                seed: 5
            );
    }

    [Fact]
    public void Trials_really_run_at_the_same_time()
    {
        // Each of the two waits for the other: with one thread neither would pass.
        using var barrier = new Barrier(2);
        SearchResults results = s_space.RandomSearch(
            trials: 2,
            _ => barrier.SignalAndWait(TimeSpan.FromMinutes(5)) ? 1 : 0,
            threads: 2,
            seed: 1
        );
        Assert.All(results.Trials, result => Assert.Equal(1, result.Score));
    }

    [Fact]
    public void A_search_is_the_same_for_the_same_seed_and_another_for_another()
    {
        Assert.Equal(Rates(1), Rates(1));
        Assert.Empty(Rates(1).Intersect(Rates(2)));
        // A longer search begins with the shorter one's trials.
        Assert.Equal(Rates(1), Rates(1, 40).Take(20));

        static IReadOnlyList<double> Rates(int seed, int trials = 20) =>
            s_space.RandomSearch(trials, _ => 0, seed: seed).Values("learning rate");
    }

    [Fact]
    public void Trials_are_ranked_by_score_and_failures_are_recorded_last()
    {
        double[] scores = [0.3, double.NaN, 0.9, 0.3, 0, double.PositiveInfinity, 0.5];
        SearchResults results = s_space.RandomSearch(
            trials: 7,
            trial =>
                trial.Index == 4
                    ? throw new TrainingDivergedException(2, 17, 0.5, double.NaN, new([], []))
                    : scores[trial.Index],
            seed: 1
        );
        Assert.Equal([2, 6, 0, 3, 1, 4, 5], results.Ranked.Select(result => result.Trial.Index));
        Assert.Equal(0.9, results.Best.Score);
        Assert.Null(results.Trials[1].Score);
        Assert.Equal("The score is NaN.", results.Trials[1].Failure);
        Assert.Contains("epoch 2, step 17", results.Trials[4].Failure, StringComparison.Ordinal);
        Assert.Null(results.Trials[0].Failure);
        Assert.Equal(7, results.TotalBudget);
        Assert.StartsWith(
            "7 trials; 3 failed, trial 1: The score is NaN.\n",
            results.ToString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_training_that_diverges_does_not_end_the_search()
    {
        SearchResults results = new SearchSpace
        {
            ["learning rate"] = SearchRange.Choice(0.1, 1e30),
        }.GridSearch(
            points: 1,
            trial =>
            {
                Network network = SmallNetworks.OneWeight();
                new Trainer(network, new SGD(trial["learning rate"])) { BatchSize = 4 }.Train(
                    SmallNetworks.Line(2)
                );
                return -network.Evaluate(SmallNetworks.Line(2)).Loss;
            },
            seed: 1
        );
        Assert.NotNull(results.Trials[0].Score);
        Assert.Contains("diverged", results.Trials[1].Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_all_trials_fail_there_is_no_best_and_the_reason_is_said()
    {
        SearchResults results = s_space.RandomSearch(trials: 3, _ => throw Diverged(), seed: 1);
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() =>
            results.Best
        );
        Assert.Contains(
            $"All 3 trials failed, trial 0: {Diverged().Message}",
            exception.Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => results.NarrowedRange(best: 1));
    }

    [Fact]
    public void The_narrowed_range_holds_the_best_trials_and_no_more()
    {
        SearchResults results = s_space.RandomSearch(
            trials: 100,
            trial => -Math.Abs(Math.Log10(trial["learning rate"]) + 4),
            seed: 3
        );
        SearchTrial[] best = [.. results.Ranked.Take(5).Select(result => result.Trial)];
        SearchSpace narrowed = results.NarrowedRange(best: 5);
        Assert.Equal(s_space.Names, narrowed.Names);
        Assert.Equal(
            SearchRange.LogUniform(
                best.Min(trial => trial["learning rate"]),
                best.Max(trial => trial["learning rate"])
            ),
            narrowed["learning rate"]
        );
        var rates = (RealRange)narrowed["learning rate"];
        Assert.True(rates.Low > 1e-5 && rates.Low < 1e-4 && rates.High > 1e-4 && rates.High < 1e-3);
        Assert.Equal(
            SearchRange.Integer(
                best.Min(trial => trial.Integer("units")),
                best.Max(trial => trial.Integer("units"))
            ),
            narrowed["units"]
        );
        Assert.Equal(
            best.Select(trial => trial.Text("optimizer")).Order().Distinct(),
            ((ChoiceRange)narrowed["optimizer"]).Choices.Order()
        );
        // What was narrowed can be searched again.
        Assert.All(
            narrowed.RandomSearch(trials: 20, _ => 0, seed: 4).Values("learning rate"),
            rate => Assert.InRange(rate, rates.Low, rates.High)
        );
        Assert.Equal(
            SearchRange.Integer(best[0].Integer("units"), best[0].Integer("units")),
            results.NarrowedRange(best: 1)["units"]
        );
    }

    [Fact]
    public void A_grid_holds_every_combination_with_both_ends()
    {
        SearchResults results = new SearchSpace
        {
            ["rate"] = SearchRange.LogUniform(1e-4, 1),
            ["decay"] = SearchRange.Uniform(0, 1),
            ["units"] = SearchRange.Integer(1, 3),
            ["optimizer"] = SearchRange.Choice("SGD", "Adam"),
        }.GridSearch(points: 5, _ => 0, seed: 1);
        Assert.Equal(5 * 5 * 3 * 2, results.Trials.Count);
        double[] rates = [.. results.Values("rate").Distinct()];
        Assert.Equal(1e-4, rates[0]);
        Assert.Equal(1, rates[^1]);
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(Math.Pow(10, i - 4), rates[i], Math.Pow(10, i - 4) * 1e-13);
        }

        Assert.Equal([0, 0.25, 0.5, 0.75, 1], results.Values("decay").Distinct());
        Assert.Equal([1, 2, 3], results.Values("units").Distinct());
        Assert.Equal(150, results.Trials.Select(result => $"{result.Trial}").Distinct().Count());
        Assert.Equal("rate 0.0001, decay 0, units 1, optimizer SGD", $"{results.Trials[0].Trial}");
        Assert.Equal("rate 0.0001, decay 0, units 1, optimizer Adam", $"{results.Trials[1].Trial}");
    }

    [Fact]
    public void A_grid_of_one_point_takes_the_middle()
    {
        SearchTrial trial = new SearchSpace
        {
            ["rate"] = SearchRange.LogUniform(1e-4, 1),
            ["decay"] = SearchRange.Uniform(0, 1),
            ["units"] = SearchRange.Integer(1, 3),
        }
            .GridSearch(points: 1, _ => 0, seed: 1)
            .Best.Trial;
        Assert.Equal(1e-2, trial["rate"], 1e-15);
        Assert.Equal(0.5, trial["decay"]);
        Assert.Equal(2, trial.Integer("units"));
    }

    [Fact]
    public void Successive_halving_gives_the_better_ones_larger_budgets()
    {
        var runs = new List<(int Index, int Budget, int Seed)>();
        SearchResults results = s_space.SuccessiveHalving(
            trials: 27,
            minimumBudget: 2,
            factor: 3,
            trial =>
            {
                lock (runs)
                {
                    runs.Add((trial.Index, trial.Budget, trial.Seed));
                }

                return trial.Index % 9 == 0 ? throw Diverged() : trial.Index;
            },
            seed: 1
        );
        Assert.Equal(27, runs.Count(run => run.Budget == 2));
        Assert.Equal([17, 19, 20, 21, 22, 23, 24, 25, 26], Round(6));
        Assert.Equal([24, 25, 26], Round(18));
        Assert.Equal([26], Round(54));
        Assert.Equal(40, runs.Count);
        Assert.Equal(4 * 27 * 2, results.TotalBudget);
        Assert.Equal(26, results.Best.Trial.Index);
        Assert.Equal(54, results.Best.Trial.Budget);
        Assert.Equal(
            [26, 25, 24, 23, 22],
            results.Ranked.Take(5).Select(result => result.Trial.Index)
        );
        Assert.Equal([0, 9, 18], results.Ranked.TakeLast(3).Select(result => result.Trial.Index));
        Assert.All(
            runs.GroupBy(run => run.Index),
            trial => Assert.Single(trial.Select(run => run.Seed).Distinct())
        );
        Assert.Contains("budget", results.ToString(), StringComparison.Ordinal);

        IEnumerable<int> Round(int budget) =>
            runs.Where(run => run.Budget == budget).Select(run => run.Index).Order();
    }

    [Fact]
    public void Successive_halving_ends_where_all_that_are_left_fail()
    {
        SearchResults results = s_space.SuccessiveHalving(
            trials: 8,
            minimumBudget: 1,
            factor: 2,
            trial => trial.Budget == 1 ? trial.Index : double.NaN,
            seed: 1
        );
        Assert.Equal(8 + (4 * 2), results.TotalBudget);
        // The four that went on failed; the best that is left has the budget of the first round.
        Assert.Equal(3, results.Best.Trial.Index);
        Assert.Equal([3, 2, 1, 0, 4, 5, 6, 7], results.Ranked.Select(result => result.Trial.Index));
    }

    [Fact]
    public void A_trial_reads_its_values_by_name_and_kind()
    {
        SearchTrial trial = s_space.RandomSearch(trials: 1, _ => 0, seed: 1).Trials[0].Trial;
        Assert.Contains(trial.Text("optimizer"), (string[])["SGD", "Adam", "AdamW"]);
        Assert.Equal(trial["units"], trial.Integer("units"));
        Assert.Contains(
            "by Text(\"optimizer\")",
            Assert.Throws<ArgumentException>(() => trial["optimizer"]).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentException>(() => trial.Integer("learning rate"));
        foreach (
            Action read in (Action[])
                [() => _ = trial["rate"], () => trial.Text("rate"), () => trial.Integer("rate")]
        )
        {
            Assert.Contains(
                "no hyperparameter \"rate\" in the space, only learning rate, weight decay, units, optimizer",
                Assert.Throws<ArgumentException>(read).Message,
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public void Each_trial_is_reported_once_and_one_at_a_time()
    {
        int inside = 0;
        var reported = new List<int>();
        s_space.RandomSearch(
            trials: 50,
            trial => trial.Index,
            threads: 4,
            onTrial: result =>
            {
                Assert.Equal(1, Interlocked.Increment(ref inside));
                reported.Add(result.Trial.Index);
                Interlocked.Decrement(ref inside);
            },
            seed: 1
        );
        Assert.Equal(Enumerable.Range(0, 50), reported.Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Cancellation_begins_no_further_trial(int threads)
    {
        using var source = new CancellationTokenSource();
        int run = 0;
        SearchCancelledException cancelled = Assert.Throws<SearchCancelledException>(() =>
            s_space.RandomSearch(
                trials: 100,
                trial =>
                {
                    if (Interlocked.Increment(ref run) == 5)
                    {
                        source.Cancel();
                    }

                    return 0;
                },
                threads,
                cancellation: source.Token,
                seed: 1
            )
        );
        Assert.InRange(run, 5, 5 + threads - 1);
        Assert.Equal(source.Token, cancelled.CancellationToken);
        Assert.Equal(run, cancelled.Results.Trials.Count);
        Assert.Equal(run, cancelled.Results.TotalBudget);
        Assert.StartsWith(
            $"stopped after {run} of 100 trials",
            cancelled.Results.ToString(),
            StringComparison.Ordinal
        );
        Assert.Equal(0, cancelled.Results.Best.Score);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_callback_that_throws_ends_the_search_with_its_exception(int threads) =>
        Assert.Throws<FormatException>(() =>
            s_space.RandomSearch(
                trials: 100,
                _ => 0,
                threads,
                onTrial: _ => throw new FormatException(),
                seed: 1
            )
        );

    [Fact]
    public void Bad_ranges_are_refused()
    {
        Refuses("got 2 to 1", () => SearchRange.Uniform(2, 1));
        Refuses("got NaN to 1", () => SearchRange.Uniform(double.NaN, 1));
        Refuses("got 0 to Infinity", () => SearchRange.Uniform(0, double.PositiveInfinity));
        Refuses("got 0 to 1", () => SearchRange.LogUniform(0, 1));
        Refuses("got -1 to 1", () => SearchRange.LogUniform(-1, 1));
        Refuses("got 1 to 0.1", () => SearchRange.LogUniform(1, 0.1));
        Refuses("got 1 to Infinity", () => SearchRange.LogUniform(1, double.PositiveInfinity));
        Refuses("got 3 to 2", () => SearchRange.Integer(3, 2));
        Refuses(
            "got -2147483648 to 2147483647",
            () => SearchRange.Integer(int.MinValue, int.MaxValue)
        );
        Refuses("got none", () => SearchRange.Choice(Array.Empty<double>()));
        Refuses("got 1, 1", () => SearchRange.Choice(1.0, 1.0));
        Refuses("got NaN", () => SearchRange.Choice(double.NaN));
        Refuses("got \"a\", \"a\"", () => SearchRange.Choice("a", "a"));
        Refuses("got \" \"", () => SearchRange.Choice(" "));

        static void Refuses(string message, Func<object> make) =>
            Assert.Contains(
                message,
                Assert.Throws<ArgumentException>(make).Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void Bad_searches_are_refused_before_any_trial()
    {
        static double Never(SearchTrial trial)
        {
            Assert.Fail("ran");
            return 0;
        }

        Action[] searches =
        [
            () => s_space.RandomSearch(trials: 0, Never, seed: 1),
            () => new SearchSpace().RandomSearch(trials: 1, Never, seed: 1),
            () => s_space.RandomSearch(trials: 1, null!, seed: 1),
            () => s_space.RandomSearch(trials: 1, Never, threads: 0, seed: 1),
            () => s_space.GridSearch(points: 0, Never, seed: 1),
            () => s_space.GridSearch(points: 10_000, Never, seed: 1),
            () => new SearchSpace().GridSearch(points: 1, Never, seed: 1),
            () => s_space.SuccessiveHalving(0, 1, 2, Never, seed: 1),
            () => s_space.SuccessiveHalving(8, 0, 2, Never, seed: 1),
            () => s_space.SuccessiveHalving(8, 1, 1, Never, seed: 1),
            () => s_space.SuccessiveHalving(8, int.MaxValue / 2, 2, Never, seed: 1),
            () => new SearchSpace().SuccessiveHalving(8, 1, 2, Never, seed: 1),
        ];
        Assert.All(searches, search => Assert.ThrowsAny<ArgumentException>(search));
        Assert.Throws<ArgumentException>(() => s_space["none"]);
        Assert.Throws<ArgumentException>(() =>
            new SearchSpace { [" "] = SearchRange.Uniform(0, 1) }
        );
        Assert.Throws<ArgumentNullException>(() => new SearchSpace { ["a"] = null! });
    }

    [Fact]
    public void Spaces_and_results_print_themselves_as_tables()
    {
        Assert.Equal(
            [
                "learning rate  1E-06 … 0.01 (log)",
                "weight decay   -1 … 3",
                "units          10 … 12 (whole)",
                "optimizer      SGD | Adam | AdamW",
            ],
            s_space.ToString().Split('\n')
        );
        string[] lines = s_space
            .RandomSearch(trials: 30, trial => trial.Index, seed: 1)
            .ToString()
            .Split('\n');
        Assert.Equal(22, lines.Length);
        Assert.StartsWith("trial  score  learning rate", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("   29     29", lines[2], StringComparison.Ordinal);
        Assert.Equal("30 trials, the best 20", lines[0]);
    }

    [Fact]
    public void Of_a_cancelled_search_the_trials_that_had_not_finished_are_left_out()
    {
        using var source = new CancellationTokenSource();
        SearchCancelledException cancelled = Assert.Throws<SearchCancelledException>(() =>
            s_space.RandomSearch(
                trials: 10,
                trial =>
                {
                    if (trial.Index == 3)
                    {
                        source.Cancel();
                        source.Token.ThrowIfCancellationRequested();
                    }

                    return trial.Index;
                },
                threads: 1,
                seed: 1
            )
        );
        Assert.Equal([0.0, 1, 2], cancelled.Results.Trials.Select(result => result.Score!.Value));
        Assert.Equal(source.Token, cancelled.CancellationToken);
        Assert.IsType<OperationCanceledException>(cancelled.InnerException);
        Assert.Contains("3 trials", cancelled.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_that_is_cancelled_before_a_trial_ends_has_results_without_a_best_one()
    {
        SearchCancelledException cancelled = Assert.Throws<SearchCancelledException>(() =>
            s_space.GridSearch(points: 2, _ => 0, cancellation: new CancellationToken(true))
        );
        Assert.Empty(cancelled.Results.Trials);
        Assert.StartsWith(
            "stopped after 0 of ",
            cancelled.Results.ToString(),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "No trial has finished",
            Assert.Throws<InvalidOperationException>(() => cancelled.Results.Best).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_halving_that_is_cancelled_keeps_each_trials_last_finished_round()
    {
        using var source = new CancellationTokenSource();
        int run = 0;
        SearchCancelledException cancelled = Assert.Throws<SearchCancelledException>(() =>
            s_space.SuccessiveHalving(
                trials: 4,
                minimumBudget: 1,
                factor: 2,
                trial => trial.Budget + trial.Index,
                threads: 1,
                onTrial: _ =>
                {
                    if (++run == 5)
                    {
                        source.Cancel();
                    }
                },
                seed: 1,
                cancellation: source.Token
            )
        );
        // 4 trials of budget 1, and the first of the better two, 2 and 3, of budget 2; one of budget 4 was to follow.
        // The next round begins with the best: scores 1 + index in the first, 2 + index in the second.
        Assert.Equal(
            [1.0, 2, 3, 5],
            cancelled.Results.Trials.Select(result => result.Score!.Value)
        );
        Assert.Equal(4 + 2, cancelled.Results.TotalBudget);
        Assert.StartsWith(
            "stopped after 5 of 7 trials",
            cancelled.Results.ToString(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_fault_in_the_score_ends_the_search_at_once_and_what_had_finished_was_reported(
        int threads
    )
    {
        var fault = new FormatException("a slip in the cell");
        var finished = new List<int>();
        int run = 0;
        FormatException thrown = Assert.Throws<FormatException>(() =>
            s_space.RandomSearch(
                trials: 1000,
                trial =>
                    Interlocked.Increment(ref run) > 0 && trial.Index == 4
                        ? throw fault
                        : trial.Index,
                threads,
                onTrial: result => finished.Add(result.Trial.Index),
                seed: 1
            )
        );
        Assert.Same(fault, thrown);
        Assert.Equal(run - 1, finished.Count);
        Assert.DoesNotContain(4, finished);
        if (threads == 1)
        {
            Assert.Equal([0, 1, 2, 3], finished);
        }
    }

    private static TrainingDivergedException Diverged() =>
        new(2, 17, 0.5, double.NaN, new TrainingHistory([], []));
}
