namespace IntentEngine.Workflows.Parsing.Profiles;

/// <summary>What the values of a column are; on the wire in snake_case.</summary>
internal enum ColumnType
{
    /// <summary>Anything written as text, and any mix of written values.</summary>
    String,

    /// <summary>Whole numbers of at most 18 digits, without leading zeros.</summary>
    Integer,

    /// <summary>Numbers as JSON writes them.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>, in any case.</summary>
    Boolean,

    /// <summary>Days, <c>2026-11-20</c>.</summary>
    Date,

    /// <summary>Moments, <c>2026-11-20T12:00:00Z</c>.</summary>
    Datetime,

    /// <summary>JSON objects.</summary>
    Object,

    /// <summary>JSON arrays.</summary>
    Array,

    /// <summary>JSON values of different types.</summary>
    Mixed,
}
