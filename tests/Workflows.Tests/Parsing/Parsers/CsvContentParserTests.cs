using System.Text;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;

namespace IntentEngine.Workflows.Parsing.Parsers;

public sealed class CsvContentParserTests
{
    [Fact]
    public void Columns_get_types_and_values_stay_as_they_were_written()
    {
        var parsed = Parsed.Of("id,price,ok,code,day,at,note\n1,1.10,TRUE,007,2026-11-20,2026-11-20T10:00:00Z,\"a \"\"b\"\"\nc\"\n-2,3,false,8,2026-01-01,2026-01-01 09:00,\n", "csv", "structured");

        parsed.Columns().ShouldBe("id integer, price number, ok boolean, code string, day date, at datetime, note string?");
        parsed.Rows().ShouldBe("""[[1,1.10,true,"007","2026-11-20","2026-11-20T10:00:00Z","a \"b\"\nc"],[-2,3,false,"8","2026-01-01","2026-01-01 09:00",null]]""");
        (parsed.Content.RecordCount, parsed.Content.ParserType, parsed.Content.Schema).ShouldBe((2, "csv", "parsed_content.structured.v1"));
    }

    [Theory]
    [InlineData("a;b\n1,5;2\n3,5;4\n", "1,5|2")]
    [InlineData("a\tb\n1,5\t2\n", "1,5|2")]
    [InlineData("a|b\n1,5|2\n", "1,5|2")]
    [InlineData("a,b\n\"1;5;6\",2\n", "1;5;6|2")]
    [InlineData("sep=;\na;b\n1,5;2\n", "1,5|2")]
    public void The_delimiter_is_found_by_looking(string text, string firstRow) =>
        string.Join('|', Parsed.Of(text, "csv", "structured").Table().GetProperty("rows")[0].EnumerateArray().Select(c => c.ToString())).ShouldBe(firstRow);

    [Fact]
    public void A_named_delimiter_is_taken_at_its_word() =>
        Parsed.Of("a:b\n1:2,3;4\n", "csv", "structured", new ParseOptions { Delimiter = ":" }).Rows().ShouldBe("""[[1,"2,3;4"]]""");

    [Fact]
    public void Columns_without_a_name_or_with_another_ones_get_one_of_their_own() =>
        Parsed.Of("a,,a,a_2,a\n1,2,3,4,5\n", "csv", "structured").Columns().ShouldBe("a integer, column_2 integer, a_3 integer, a_2 integer, a_4 integer");

    [Fact]
    public void Duplicate_headers_are_refused_on_request() =>
        Parsed.Refusal("a,b,a\n1,2,3\n", "csv", "structured", new ParseOptions { DuplicateHeaders = DuplicateHeaders.Fail }).ShouldContain("'a' comes twice");

    [Fact]
    public void Without_a_header_the_first_row_is_data()
    {
        var parsed = Parsed.Of("1,2\n3,4\n", "csv", "structured", new ParseOptions { HasHeader = false });

        (parsed.Columns(), parsed.Rows()).ShouldBe(("column_1 integer, column_2 integer", "[[1,2],[3,4]]"));
    }

    [Fact]
    public void A_ragged_row_is_refused_by_its_line()
    {
        Parsed.Refusal("a,b\n\"x\ny\",2\n3\n", "csv", "structured").ShouldStartWith("Line 4: expected 2 cells, as the first row has; came 1.");
        Parsed.Refusal("a,b\n1,2,3\n", "csv", "structured").ShouldStartWith("Line 2: expected 2 cells, as the first row has; came 3.");
    }

    [Fact]
    public void Ragged_rows_are_padded_on_request_and_nothing_is_dropped()
    {
        var parsed = Parsed.Of("a,b\n1\n1,2,3\n", "csv", "structured", new ParseOptions { RaggedRows = RaggedRows.Pad });

        (parsed.Columns(), parsed.Rows()).ShouldBe(("a integer, b integer?, column_3 integer?", "[[1,null,null],[1,2,3]]"));
    }

    [Theory]
    [InlineData("a,b\n\"x,y\n1,2\n", "never closed")]
    [InlineData("a,b\n\"x\"z,y\n", "text after the closing quote")]
    [InlineData("a,b\nx\"z,y\n", "a quote inside an unquoted field")]
    public void Broken_quoting_is_refused_by_its_line(string text, string fault)
    {
        var refusal = Parsed.Refusal(text, "csv", "structured");

        refusal.ShouldStartWith("Line 2: ");
        refusal.ShouldContain(fault);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,4\n5,6\n", "Line 4: expected at most 2 rows")]
    [InlineData("a,b,c,d\n", "Line 1: expected at most 3 columns; came 4")]
    [InlineData("a,b,c\n1,2,3\n4,5,6\n", "Line 3: expected at most 5 cells")]
    [InlineData("a,b\n1,123456789012\n", "Line 2: expected at most 10 characters in one value; came 12")]
    public void Limits_are_named_with_the_line(string text, string refusal) =>
        Parsed.Refusal(text, "csv", "structured", limits: new ParseLimits { MaxRows = 2, MaxColumns = 3, MaxCells = 5, MaxCellCharacters = 10 }).ShouldStartWith(refusal);

    [Fact]
    public void Padding_counts_against_the_cells() =>
        Parsed.Refusal("a\n1\n1\n1\n1,2,3\n", "csv", "structured", new ParseOptions { RaggedRows = RaggedRows.Pad }, new ParseLimits { MaxCells = 8 }).ShouldContain("at most 8 cells in all");

    [Fact]
    public void What_was_written_as_CSV_is_read_back()
    {
        var text = Gen.Elements("", "a", "ä, \"ö\"", "line\nbreak", "; | \t", "007", "1e3", "true", " padded ", "🙂", "'").Or(ArbMap.Default.GeneratorFor<NonEmptyString>().Select(s => s.Get.Replace("\0", "").Replace("\r", "")));
        var tables = (from width in Gen.Choose(2, 4) from rows in text.ArrayOf(width).ListOf() select rows.Select(row => row.Select(Valid).ToArray()).ToArray()).ToArbitrary();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(tables, rows =>
        {
            if (rows.Length == 0) return;
            using var bytes = new MemoryStream();
            using (var csv = CsvWriter.Create(bytes, new CsvWriterOptions { Separator = ',' }, leaveOpen: true))
            {
                foreach (var row in (string[][])[[.. rows[0].Select((_, i) => $"h{i}")], .. rows])
                {
                    foreach (var cell in row) csv.WriteField(cell, CsvQuoting.Always);
                    csv.EndRecord();
                }
            }

            var read = Parsed.Of(bytes.ToArray(), "csv", "structured", new ParseOptions { Delimiter = "," }).Table().GetProperty("rows").EnumerateArray()
                .Select(row => row.EnumerateArray().Select(cell => cell.ValueKind == System.Text.Json.JsonValueKind.String ? cell.GetString()! : cell.GetRawText()).ToArray()).ToArray();
            read.Length.ShouldBe(rows.Length);
            for (var i = 0; i < rows.Length; i++)
                for (var j = 0; j < rows[i].Length; j++)
                    read[i][j].ShouldBe(rows[i][j].Length == 0 ? "null" : rows[i][j], StringCompareShould.IgnoreCase);
        }));
    }

    private static string Valid(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
