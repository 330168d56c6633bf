using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Lineage.OpenLineage;

namespace IntentEngine.Lineage.Exports;

/// <summary>Random graphs whose ids, names and words try to be something else in one format or another.</summary>
internal static class HostileGraph
{
    private static readonly string[] Pieces =
    [
        "plain", "content.icp", "\"", "\\", "\\\"", "\"]; x -> y; \"", "]", "[", "])", "([", "{", "}", "|", ";", "\n", "\r\n", "\t", "-->", "->", "-.->|x|", "%%{init:{}}%%", "%", "%2D",
        "<script>alert(1)</script>", "</svg>", "<br/>", "&", "&quot;", "&#34;", "&lt;b&gt;", "#", "#34;", "#quot;", "#59;", "`md`", "style a:b#fff;", "classDef a fill:#f00;", "end", "subgraph x",
        "click e0 \"javascript:alert(1)\"", "e0", "d0[x]", "digraph {", "/*", "*/", "//", "--", "-", "a-b", ":", "::", "s3://bucket", "postgres://host:5432", "urn:x", "_:b0", ".", "..", "~", "$", "$ref", "'",
        "\0", "\u001b[31m", "\u0085", "\u009f", "\u2028", "\u2029", "\u202e", "\u200d", "e\u0301", "\ufb02\u00b034\u00b6\u00df", "\ufeff", "日本語", "Ω", "😀", "\U000E0041", " ", "  ", "",
    ];

    private static readonly Gen<string> AText = from count in Gen.Choose(0, 4) from pieces in Gen.Elements(Pieces).ArrayOf(count) select string.Concat(pieces);

    private static readonly Gen<ExportGraph.Execution> AnExecution =
        from job in AName
        from id in AText
        from status in Gen.OneOf(Gen.Elements("pending", "running", "completed", "failed", "cancelled"), AText)
        from trigger in Gen.OneOf(Gen.Elements("manual", "child", "retry", "repair"), AText)
        from parent in Gen.Choose(-2, 5)
        from correlation in AText
        from error in Gen.OneOf(Gen.Constant<string?>(null), AText.Select(text => (string?)text))
        from times in Gen.Choose(0, 3)
        select new ExportGraph.Execution(
            id, job, status, trigger, parent < -1 ? null : $"{parent}", correlation, 1 + times,
            times > 0 ? Organization.Moment(times) : null, times > 1 ? Organization.Moment(times + 5).AddTicks(1234567) : null, Organization.Moment(times + 9), error);

    private static readonly Gen<ExportGraph.Dataset> ADataset =
        from name in AName
        from type in Gen.OneOf(Gen.Elements<string?>(null, "document"), AText.Select(text => (string?)text))
        select new ExportGraph.Dataset(name, type, type is null ? null : "READY");

    private static Gen<NodeName> AName => from own in Gen.Choose(0, 1) from space in AText from name in AText select new NodeName(own == 1 ? NodeName.OwnNamespace : space, name);

    public static Arbitrary<ExportGraph> Any() =>
        (from executions in AnExecution.ArrayOf(4)
         from datasets in ADataset.ArrayOf(4)
         from used in APair.ArrayOf(4)
         from generated in APair.ArrayOf(4)
         from derived in APair.ArrayOf(3)
         select Of(executions, datasets, used, generated, derived)).ToArbitrary();

    private static Gen<(int One, int Other)> APair => from one in Gen.Choose(0, 3) from other in Gen.Choose(0, 3) select (one, other);

    // Parents are drawn as numbers, since ids are only known here; 4 and up are executions that are not part of the export.
    private static ExportGraph Of(ExportGraph.Execution[] drawn, ExportGraph.Dataset[] sets, (int, int)[] used, (int, int)[] generated, (int, int)[] derived)
    {
        ExportGraph.Execution[] executions = [.. drawn.DistinctBy(e => e.Id)];
        ExportGraph.Dataset[] datasets = [.. sets.DistinctBy(d => d.Name)];
        string Execution(int i) => executions[i % executions.Length].Id;
        NodeName Dataset(int i) => datasets[i % datasets.Length].Name;
        return new ExportGraph
        {
            OrganizationId = Guid.Parse("00000000-0000-0000-0000-0000000000ac"),
            Executions = [.. executions.Select(e => e with { ParentId = e.ParentId is null or "-1" ? null : e.ParentId is "4" or "5" ? $"elsewhere\"{e.ParentId}" : drawn[int.Parse(e.ParentId, null)].Id })],
            Datasets = datasets,
            Used = [.. used.Select(pair => new ExportGraph.Use(Execution(pair.Item1), Dataset(pair.Item2))).Distinct()],
            Generated = [.. generated.Select(pair => new ExportGraph.Use(Execution(pair.Item1), Dataset(pair.Item2))).Distinct()],
            Derived = [.. derived.Select(pair => new ExportGraph.Derivation(Dataset(pair.Item1), Dataset(pair.Item2))).Distinct()],
            Complete = true,
        };
    }
}
