"""The desk's statistics of a year, and their CSV; small counts are hidden in both."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response

from channels.access import Access, Signed
from channels.counter_door import TheCounter
from channels.doors import Person
from channels.pages import render
from mediation.counter.spreadsheet import as_csv
from mediation.counter.statistics import month_name

router = APIRouter(prefix="/mediation", include_in_schema=False)
statistician = Signed(Access.MEDIATOR, Access.ADMIN)
Statistician = Annotated[Person, Depends(statistician)]
Year = Annotated[int | None, Query(ge=2020, le=2100)]


@router.get("/statistiques")
async def show_statistics(request: Request, person: Statistician, counter: TheCounter,
                          annee: Year = None) -> HTMLResponse:
    """Show the tables of a year."""
    this_year = counter.statistics.this_year()
    year = annee or this_year
    return render(request, "counter/statistics.html", {
        "person": person, "year": year, "years": range(this_year, this_year - 3, -1),
        "reports": await counter.statistics.of_year(year), "month_name": month_name})


@router.get("/statistiques.csv")
async def download_statistics(person: Statistician, counter: TheCounter,
                              annee: Year = None) -> Response:
    """Give the same figures to a spreadsheet."""
    year = annee or counter.statistics.this_year()
    return Response(as_csv(await counter.statistics.of_year(year)),
                    media_type="text/csv; charset=utf-8", headers={
                        "Content-Disposition": f'attachment; filename="accueil-{year}.csv"'})
