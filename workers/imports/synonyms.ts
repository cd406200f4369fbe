/**
 * What headings call a field, most telling first. Data, not rules: likeness of spelling maps one column in six right, a list of the
 * names that people really use does better. What only says whose telephone or which address it is stands in `heading-groups.ts`:
 * `Billing City` and `BusinessPhone` need no name of their own here.
 */
import type { Entity } from '../api/wire.ts';

const usdot = ['usdot number', 'usdot', 'us dot number', 'us dot', 'dot number', 'dot', 'dot id', 'usdot id', 'carrier dot', 'carrier dot number', 'usdot no', 'dotnum']; // prettier-ignore
const docket = ['docket number', 'docket', 'mc number', 'mc', 'mc mx ff number', 'mc mx ff', 'mcff number', 'mc ff number', 'icc number', 'icc mc number', 'motor carrier number', 'operating authority number', 'mc docket', 'docket 1', 'docket mc number', 'mc docket number', 'mc id', 'authority number']; // prettier-ignore
const email = ['email', 'email address', 'email id', 'email 1', 'email 1 value', 'email addr', 'mail', 'mail id', 'mail address', 'e mail']; // prettier-ignore
const phone = ['phone', 'phone number', 'telephone', 'telephone number', 'phone 1', 'phone number 1', 'phone 1 value', 'telephone 1', 'phone no', 'tel number', 'telno', 'contact number', 'voice']; // prettier-ignore
const fax = ['fax', 'fax number', 'telefax', 'fax 1', 'fax num', 'facsimile', 'fax phone']; // prettier-ignore
const contactName = ['contact name', 'contact', 'contact person', 'contact full name', 'attention', 'attention to', 'attn', 'company rep', 'company representative', 'company officer', 'company officer 1', 'dispatcher', 'dispatcher name', 'dispatch contact', 'full name', 'contact 1', 'poc', 'point of contact', 'person name', 'contact 1 name']; // prettier-ignore
const contactTitle = ['contact title', 'job title', 'title', 'position', 'contact position', 'role', 'contact role', 'designation', 'contact job title', 'person job title']; // prettier-ignore
const street = ['street', 'street address', 'address', 'address 1', 'address line 1', 'street 1', 'street line 1', 'address line', 'address street', 'street address 1', 'street address line 1', 'po box street', 'street po box', 'address one', 'address line one', 'street name', 'addr line 1', 'address 1 line 1', 'line 1']; // prettier-ignore
const city = ['city', 'town', 'city name', 'city town', 'town city', 'address city', 'suburb', 'locality', 'municipality', 'city suburb']; // prettier-ignore
const region = ['state', 'state province', 'state region', 'province', 'region', 'st', 'state code', 'province code', 'province state', 'state abbr', 'state abbreviation', 'state name', 'address state', 'address region', 'region code', 'state province region', 'state or province', 'province name', 'county state', 'prov']; // prettier-ignore
const postalCode = ['zip', 'zip code', 'postal code', 'post code', 'zip postal code', 'zip postal', 'postal', 'postal zip', 'postal code zip', 'postal zip code', 'zip or postal code', 'address zip', 'address postal code', 'zip 5', 'zip code 5', 'postal number', 'billing code', 'mailing code']; // prettier-ignore
const country = ['country', 'country code', 'country name', 'nation', 'country region', 'address country', 'country iso', 'country iso code', 'country code iso']; // prettier-ignore
const website = ['website', 'web site', 'web', 'homepage', 'home page', 'url', 'web address', 'site', 'web page', 'website url', 'site url', 'website address', 'website link', 'company url', 'company domain', 'company domain name', 'domain', 'domain name', 'internet', 'www']; // prettier-ignore
const dba = ['dba', 'dba name', 'doing business as', 'doing business as name', 'trade name', 'd b a', 'trading as', 'trading name', 'trade style', 'dba trade name']; // prettier-ignore
const address = { street, city, region, postalCode, country };

export const synonyms: Record<Entity, Record<string, readonly string[]>> = {
  carrier: {
    usdot,
    legalName: ['legal name', 'carrier legal name', 'legal carrier name', 'legal business name', 'legal company name', 'carrier name', 'carrier', 'company name', 'carrier company name', 'company', 'business name', 'registered name', 'motor carrier name', 'motor carrier', 'trucking company', 'trucking company name', 'broker name', 'vendor name', 'name of carrier', 'organization name', 'entity name', 'name'],
    dba,
    docket,
    scac: ['scac', 'scac code', 'standard carrier alpha code', 'carrier scac', 'carrier scac code', 'carrier code scac'],
    contactName,
    email,
    phone,
    ...address,
    powerUnits: ['power units', 'power unit', 'number power unit', 'number power units', 'number of power units', 'trucks', 'number of trucks', 'truck count', 'tractors', 'number of tractors', 'fleet size', 'total power units', 'total trucks', 'total tractors', 'power unit count', 'trucks owned', 'units'],
    drivers: ['drivers', 'driver total', 'total drivers', 'number of drivers', 'number drivers', 'driver count', 'drivers total', 'driver number'],
    status: ['carrier status', 'status'],
  },
  customer: {
    number: ['customer number', 'customer id', 'customer code', 'account number', 'account id', 'account code', 'client number', 'client id', 'client code', 'debtor number', 'debtor id', 'debtor code', 'shipper id', 'shipper number', 'consignee id', 'bill to code', 'bill to id', 'customer account number', 'customer account', 'customer key', 'customer', 'client', 'account', 'code', 'id'],
    legalName: ['legal name', 'customer name', 'company name', 'customer company name', 'company', 'legal company name', 'account name', 'client name', 'business name', 'organization name', 'organization', 'debtor name', 'bill to name', 'bill to company', 'shipper name', 'consignee name', 'customer company', 'customer legal name', 'legal business name', 'registered name', 'customer full name', 'customer', 'client', 'account', 'debtor', 'firm', 'firm name', 'name'],
    dba,
    usdot,
    taxId: ['tax id', 'tax number', 'ein', 'federal tax id', 'tax id number', 'vat number', 'vat id', 'vat', 'vat reg number', 'vat registration number', 'fein', 'tin', 'ein number', 'tax registration number', 'tax identification number', 'federal id', 'federal id number', 'ein tin', 'tax id ein', 'tax reg number', 'taxpayer id'],
    contactName,
    contactTitle,
    email,
    phone,
    fax,
    ...address,
    termsDays: ['payment terms', 'terms', 'terms days', 'net days', 'credit terms', 'payment terms days', 'days to pay', 'payment term', 'net terms', 'invoice terms', 'billing terms', 'payment days'],
    creditLimitCents: ['credit limit', 'credit line', 'credit amount', 'max credit', 'maximum credit', 'credit limit amount', 'approved credit', 'credit limit usd'],
    status: ['customer status', 'account status', 'status'],
  },
  lead: {
    company: ['company name', 'company', 'lead company', 'account name', 'organization name', 'organization', 'business name', 'business', 'legal name', 'prospect', 'prospect name', 'prospect company', 'supplier name', 'vendor name', 'vendor', 'customer name', 'client name', 'employer', 'organization 1 name', 'current company', 'carrier name', 'shipper name', 'company legal name', 'account', 'lead name', 'firm', 'firm name', 'name'],
    contactName: [...contactName, 'lead contact', 'lead full name', 'prospect contact', 'decision maker'],
    contactTitle,
    email,
    phone,
    fax,
    website,
    ...address,
    usdot,
    docket,
    source: ['lead source', 'source', 'origin', 'campaign', 'referred by', 'original source', 'source name', 'lead origin', 'how did you hear about us', 'referral source', 'source of lead', 'contact source', 'account source'],
    stage: ['lead stage', 'lead status', 'stage', 'status', 'pipeline stage', 'deal stage', 'sales stage', 'funnel stage'],
  },
  invoice: {
    number: ['invoice number', 'invoice id', 'invoice', 'invoice code', 'bill number', 'document number', 'doc number', 'freight bill number', 'freight bill', 'invoice ref', 'order id', 'order number', 'number', 'name'],
    customerNumber: ['customer number', 'customer id', 'customer code', 'debtor number', 'debtor id', 'client id', 'client number', 'client code', 'bill to code', 'bill to id', 'bill to number', 'customer account number', 'customer account', 'account number', 'account id'],
    billToName: ['bill to name', 'bill to', 'billto', 'bill to company', 'bill to customer', 'debtor name', 'debtor', 'customer name', 'customer', 'customer company', 'client name', 'client', 'sold to', 'sold to name', 'invoice to', 'billed to', 'buyer name', 'buyer legal name', 'buyer', 'account name', 'billing name', 'billing company', 'company name', 'company'],
    billToAddress: ['bill to address', 'billing address', 'customer address', 'client address', 'sold to address', 'invoice address', 'buyer address', 'customer billing address'],
    shipToName: ['ship to name', 'ship to', 'consignee', 'consignee name', 'ship to company', 'deliver to', 'delivery name', 'receiver', 'receiver name', 'delivery company', 'destination company', 'destination name', 'ship name'],
    shipToCity: ['ship to city', 'consignee city', 'delivery city', 'destination city', 'ship city', 'shipping city', 'receiver city', 'shipping address city', 'dest city', 'delivery address city'],
    shipToCountry: ['ship to country', 'consignee country', 'delivery country', 'destination country', 'ship country', 'shipping country', 'shipping country code', 'ship to country code', 'receiver country', 'dest country'],
    loadNumber: ['load number', 'load', 'load id', 'shipment number', 'shipment id', 'shipment', 'trip number', 'load ref', 'load reference', 'load reference number'],
    poNumber: ['po number', 'po', 'purchase order', 'purchase order number', 'customer po', 'customer po number', 'p o number', 'purchase order id', 'purchaseorder', 'customer purchase order', 'po ref', 'po reference'],
    bolNumber: ['bol number', 'bol', 'bill of lading', 'bill of lading number', 'b l number', 'bl number', 'b l', 'lading number'],
    proNumber: ['pro number', 'pro', 'progressive number', 'carrier pro', 'carrier pro number', 'pro bill', 'pro bill number'],
    issueDate: ['invoice date', 'issue date', 'date of invoice', 'bill date', 'billing date', 'document date', 'date issued', 'issued date', 'issued', 'issued on', 'invoiced date', 'invoice issue date', 'txn date', 'transaction date', 'order date', 'date'],
    dueDate: ['due date', 'payment due', 'payment due date', 'due', 'date due', 'pay by', 'due on', 'due by', 'invoice due date', 'required date'],
    currency: ['currency', 'currency code', 'curr', 'invoice currency', 'currency iso', 'iso currency'],
    notes: ['notes', 'note', 'comments', 'comment', 'remarks', 'memo', 'customer memo', 'invoice notes', 'invoice memo', 'customer notes', 'customer message', 'message'],
    freight: ['freight', 'freight charge', 'freight charges', 'freight amount', 'freight cost', 'shipping', 'shipping charge', 'shipping charges', 'shipping cost', 'shipping amount', 'shipping fee', 'shipping total', 'total freight', 'delivery charge', 'freight total'],
    description: ['line description', 'item description', 'description', 'charge description', 'service description', 'product description', 'line text', 'line item name', 'lineitem name', 'details', 'item name', 'item', 'product name', 'product', 'service', 'charge', 'line item', 'commodity', 'commodity description'],
    lineCode: ['charge code', 'line code', 'charge type', 'accessorial code', 'service code', 'line type code'],
    quantity: ['quantity', 'units', 'pieces', 'number of units', 'number of pieces', 'billed quantity', 'quantity billed', 'quantity shipped', 'hours', 'count'],
    unitPrice: ['unit price', 'price', 'rate', 'unit rate', 'price each', 'unit cost', 'price per unit', 'unit amount', 'selling price', 'charge rate', 'rate per unit'],
    discount: ['discount percent', 'discount', 'disc percent', 'disc', 'discount rate'],
  },
}; // prettier-ignore
