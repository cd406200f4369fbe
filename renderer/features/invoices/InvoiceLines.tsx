/** The lines of an invoice and what they add up to, as the engine says it. */
import type { InvoiceView } from '../../../workers/api/wire.ts';
import { money, unitPrice } from '../../format/money.ts';
import { basisPoints, quantity } from '../../format/numbers.ts';
import classes from './InvoiceLines.module.css';
import { texts } from './texts.ts';

/** Lines shown here; a longer invoice is read in its PDF. */
const shown = 200;

export function InvoiceLines({ invoice }: { invoice: InvoiceView }) {
  const { lines, currency } = invoice;
  return (
    <div>
      <div className={classes['scroll']}>
        <table className={classes['lines']} aria-label={texts.invoice.lines}>
          <thead>
            <tr>
              <th scope="col">{texts.invoice.description}</th>
              <th scope="col">{texts.invoice.quantity}</th>
              <th scope="col">{texts.invoice.unitPrice}</th>
              <th scope="col">{texts.invoice.discount}</th>
              <th scope="col">{texts.invoice.amount}</th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, shown).map((line) => (
              <tr key={line.position}>
                <td>{line.description}</td>
                <td>{quantity(line.quantityMilli)}</td>
                <td>{unitPrice(line.unitPriceE4, currency)}</td>
                <td>{line.discountBp === 0 ? '' : basisPoints(line.discountBp)}</td>
                <td>{money(line.amountCents, currency)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <Sum label={texts.invoice.subtotal} amount={money(invoice.subtotalCents, currency)} />
            <Sum label={texts.invoice.tax} amount={money(invoice.taxCents, currency)} />
            <Sum label={texts.invoice.total} amount={money(invoice.totalCents, currency)} />
          </tfoot>
        </table>
      </div>
      {lines.length > shown && (
        <p className={classes['more']}>{texts.invoice.tooMany(shown, lines.length)}</p>
      )}
    </div>
  );
}

function Sum({ label, amount }: { label: string; amount: string }) {
  return (
    <tr>
      <th scope="row" colSpan={4}>
        {label}
      </th>
      <td>{amount}</td>
    </tr>
  );
}
