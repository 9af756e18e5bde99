namespace TuiSetup.Pages;

/// <summary>A kind of page: shows one screen of a wizard, and returns what was answered and where to go.</summary>
internal interface IPage
{
    Task<PageResult> ShowAsync(PageContext context, CancellationToken cancel);
}
